import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { CleanupFinding } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  Age,
  CopyableText,
  DetailSection,
  Fact,
  Facts,
  formatMoney,
  Moment,
  TextWithTimes,
  ToneText,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { makeStyles } from '@material-ui/core/styles';
import { housekeepingTranslationRef } from '../../translation';
import { kubectlGet, nameOf } from '../../view/findings';

const useStyles = makeStyles(theme => ({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(340px, 100%), 1fr))',
    columnGap: theme.spacing(4),
    ...theme.typography.body2,
    color: theme.palette.text.primary,
  },
  list: { margin: 0, paddingLeft: theme.spacing(2.5) },
}));

/** What a rule goes by, what a deletion would mean, and the rest. */
export function FindingDetails({ finding }: { finding: CleanupFinding }) {
  const classes = useStyles();
  const { t } = useTranslationRef(housekeepingTranslationRef);
  const name = nameOf(finding);
  const { evidence, deletion } = finding;
  return (
    <div className={classes.columns}>
      <DetailSection title={t('details.evidence')} of={name}>
        <ul className={classes.list}>
          {evidence.map(each => (
            <li key={each}>
              <TextWithTimes text={each} />
            </li>
          ))}
        </ul>
      </DetailSection>
      <DetailSection title={t('details.deletion')} of={name}>
        <div>{t(`details.how.${deletion.how}`)}</div>
        <div>{deletion.message}</div>
        {deletion.losesData && (
          <ToneText tone="warn">{t('details.losesData')}</ToneText>
        )}
      </DetailSection>
      <DetailSection title={t('details.facts')} of={name}>
        <About finding={finding} />
      </DetailSection>
      <DetailSection title={t('details.see')} of={name}>
        <CopyableText text={kubectlGet(finding)} label={t('details.command')} />
      </DetailSection>
    </div>
  );
}

function About({ finding }: { finding: CleanupFinding }) {
  const { t } = useTranslationRef(housekeepingTranslationRef);
  const { warnedAt, renewedUntil, protection, cost, ownerFrom } = finding;
  return (
    <Facts>
      <Fact label={t('details.created')}>
        <Age since={finding.createdAt} /> {t('details.ago')}
      </Fact>
      <Fact label={t('details.staleSince')}>
        <Moment at={finding.staleSince} />
      </Fact>
      <Fact label={t('details.timeOver')}>
        <Moment at={finding.expiresAt} />
      </Fact>
      <Fact label={t('column.owner')}>{t(`row.ownerFrom.${ownerFrom}`)}</Fact>
      {warnedAt && (
        <Fact label={t('details.warned')}>
          <Moment at={warnedAt} />
        </Fact>
      )}
      {renewedUntil && (
        <Fact label={t('details.renewedUntil')}>
          <Moment at={renewedUntil} />
        </Fact>
      )}
      {protection && (
        <Fact label={t('details.protection')}>
          <EntityRefLink entityRef={protection.by} hideIcon />:{' '}
          {protection.reason}
        </Fact>
      )}
      {cost && (
        <Fact label={t('details.cost')}>
          {cost.perMonth === undefined
            ? cost.unknown.join('; ')
            : formatMoney(cost.perMonth, cost.currency)}
        </Fact>
      )}
    </Facts>
  );
}
