import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Cost } from '@fairway-idp/backstage-plugin-fairway-common';
import { makeStyles } from '@material-ui/core/styles';
import { fairwayReactTranslationRef } from '../translation';
import { formatMoney } from './formatMoney';

const useStyles = makeStyles(theme => ({
  amount: { fontVariantNumeric: 'tabular-nums' },
  faint: { color: theme.palette.text.secondary },
}));

/**
 * What it costs a month; what is unknown stays so, and says why.
 *
 * @public
 */
export function CostText({ cost }: { cost: Cost }) {
  const { perMonth, currency, unknown, parts } = cost;
  const classes = useStyles();
  const { t } = useTranslationRef(fairwayReactTranslationRef);
  if (perMonth === undefined) {
    return (
      <>
        {t('cost.unknown')}
        <div className={classes.faint}>{unknown.join('; ')}</div>
      </>
    );
  }
  const { savedBySleep = 0 } = parts;
  return (
    <>
      <span className={classes.amount}>{formatMoney(perMonth, currency)}</span>
      {savedBySleep > 0 && (
        <div className={classes.faint}>
          {t('cost.saves', { amount: formatMoney(savedBySleep, currency) })}
        </div>
      )}
    </>
  );
}
