import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { EnvironmentView } from '@fairway-idp/backstage-plugin-fairway-common';
import { formatMoney } from '@fairway-idp/backstage-plugin-fairway-react';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import { environmentsTranslationRef } from '../../translation';
import { sumCost } from '../../view/money';
import { countStates } from '../../view/query';

const useStyles = makeStyles(theme => ({
  totals: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1, 4),
    margin: 0,
    color: theme.palette.text.primary,
  },
  total: { display: 'flex', flexDirection: 'column-reverse' },
  number: {
    ...theme.typography.h6,
    margin: 0,
    fontVariantNumeric: 'tabular-nums',
  },
  label: { ...theme.typography.caption },
}));

/** All of them in a few numbers. */
export function Totals(props: {
  environments: EnvironmentView[];
  now: number;
}) {
  const { environments, now } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(environmentsTranslationRef);
  const counts = countStates(environments, now);
  const cost = sumCost(environments);
  const money = (amount: number) => formatMoney(amount, cost.currency ?? '');
  const blocked = environments.filter(view => view.blocked.length > 0).length;
  return (
    <dl className={classes.totals}>
      <Total label={t('totals.all')}>{environments.length}</Total>
      <Total label={t('totals.awake')}>{counts.awake}</Total>
      <Total label={t('totals.asleep')}>{counts.asleep}</Total>
      {counts.expiring > 0 && (
        <Total label={t('totals.expiring')}>{counts.expiring}</Total>
      )}
      {blocked > 0 && <Total label={t('totals.blocked')}>{blocked}</Total>}
      <Total
        label={
          cost.unknown > 0
            ? t('totals.costUnknown', { count: cost.unknown })
            : t('totals.cost')
        }
      >
        {cost.unknown === environments.length
          ? t('cost.unknown')
          : money(cost.perMonth)}
      </Total>
      {cost.saved > 0 && (
        <Total label={t('totals.saved')}>{money(cost.saved)}</Total>
      )}
    </dl>
  );
}

function Total(props: { label: string; children: ReactNode }) {
  const classes = useStyles();
  return (
    <div className={classes.total}>
      <dt className={classes.label}>{props.label}</dt>
      <dd className={classes.number}>{props.children}</dd>
    </div>
  );
}
