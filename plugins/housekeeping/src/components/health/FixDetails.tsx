import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { HealthFact } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  CopyableText,
  DetailSection,
  YamlDiff,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { makeStyles } from '@material-ui/core/styles';
import { housekeepingTranslationRef } from '../../translation';

const useStyles = makeStyles(theme => ({
  details: { ...theme.typography.body2, color: theme.palette.text.primary },
  list: { margin: 0, paddingLeft: theme.spacing(2.5) },
}));

/** The smallest change that mends a fact, to be reviewed and copied. */
export function FixDetails({ fact }: { fact: HealthFact }) {
  const { fix } = fact;
  const classes = useStyles();
  const { t } = useTranslationRef(housekeepingTranslationRef);
  const of = `${fact.kind} ${fact.name}`;
  return (
    <div className={classes.details}>
      <DetailSection title={t(`health.how.${fix.how}`)} of={of}>
        {fix.summary}
      </DetailSection>
      {fix.assumptions.length > 0 && (
        <DetailSection title={t('health.assumptions')} of={of}>
          <ul className={classes.list}>
            {fix.assumptions.map(each => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </DetailSection>
      )}
      {/* All of a new object would be marked as added. */}
      {fix.how !== 'create' && fix.after !== undefined && (
        <DetailSection title={t('health.changes')} of={of}>
          <YamlDiff
            before={fix.before ?? ''}
            after={fix.after}
            label={t('health.diff', { name: of })}
          />
        </DetailSection>
      )}
      {fix.document && (
        <DetailSection
          title={
            fix.how === 'create'
              ? t('health.documentCreate')
              : t('health.document')
          }
          of={of}
        >
          <CopyableText text={fix.document} label={t('health.fix')} />
        </DetailSection>
      )}
      {fix.command && (
        <DetailSection title={t('health.command')} of={of}>
          <CopyableText text={fix.command} label={t('health.command')} />
        </DetailSection>
      )}
    </div>
  );
}
