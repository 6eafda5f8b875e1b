import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { LedgerEntry } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  CopyableText,
  DetailSection,
  Fact,
  Facts,
  Moment,
  TextWithTimes,
  type Tone,
  ToneChip,
  OpeningRow,
  WideTable,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { makeStyles } from '@material-ui/core/styles';
import { housekeepingTranslationRef } from '../../translation';
import { isPerson, subjectOf } from '../../view/ledger';
import { ObjectCell } from '../shared/ObjectCell';

const TONES: Record<LedgerEntry['fact']['outcome'], Tone> = {
  intended: 'progress',
  deleted: 'ok',
  refused: 'warn',
  gone: 'unknown',
  failed: 'bad',
};

const useStyles = makeStyles(theme => ({
  details: { ...theme.typography.body2, color: theme.palette.text.primary },
  list: { margin: 0, paddingLeft: theme.spacing(2.5) },
  hash: { fontFamily: 'monospace', overflowWrap: 'anywhere' },
}));

/** Entries of the ledger, the latest first. */
export function LedgerTable({ entries }: { entries: LedgerEntry[] }) {
  const { t } = useTranslationRef(housekeepingTranslationRef);
  return (
    <WideTable
      label={t('part.ledger')}
      columns={[
        { text: t('column.object'), width: '30%' },
        { text: t('column.sequence'), width: '7%' },
        { text: t('column.time'), width: '18%' },
        { text: t('column.outcome'), width: '17%' },
        { text: t('column.rule'), width: '14%' },
        { text: t('column.actor'), width: '14%' },
      ]}
    >
      {entries.map(entry => {
        const { fact, sequence } = entry;
        const { kind, name, namespace, cluster } = fact;
        return (
          <OpeningRow
            key={sequence}
            toggleLabel={t('row.details', {
              name: `${sequence}: ${subjectOf(entry)}`,
            })}
            first={
              <ObjectCell
                object={{
                  kind: kind ?? 'Namespace',
                  name: name ?? namespace,
                  namespace,
                }}
                cluster={cluster}
              />
            }
            cells={[
              sequence,
              <Moment at={fact.at} />,
              <ToneChip tone={TONES[fact.outcome]}>
                {t(`ledger.outcome.${fact.outcome}`)}
              </ToneChip>,
              fact.rule,
              <Actor actor={fact.actor} />,
            ]}
            details={() => <EntryDetails entry={entry} />}
          />
        );
      })}
    </WideTable>
  );
}

function Actor({ actor }: { actor: string }) {
  return isPerson(actor) ? (
    <EntityRefLink entityRef={actor} hideIcon />
  ) : (
    <>{actor}</>
  );
}

function EntryDetails({ entry }: { entry: LedgerEntry }) {
  const { fact, hash } = entry;
  const classes = useStyles();
  const { t } = useTranslationRef(housekeepingTranslationRef);
  const of = subjectOf(entry);
  return (
    <div className={classes.details}>
      <DetailSection title={t('ledger.evidence')} of={of}>
        <ul className={classes.list}>
          {fact.evidence.map(each => (
            <li key={each}>
              <TextWithTimes text={each} />
            </li>
          ))}
        </ul>
      </DetailSection>
      <DetailSection title={t('details.facts')} of={of}>
        <Facts>
          <Fact label={t('ledger.warned')}>
            {fact.warning ? (
              <Moment at={fact.warning.deliveredAt} />
            ) : (
              t('ledger.byHand')
            )}
          </Fact>
          {fact.message && (
            <Fact label={t('ledger.message')}>{fact.message}</Fact>
          )}
          <Fact label={t('ledger.uid')}>
            <span className={classes.hash}>{fact.uid}</span>
          </Fact>
          <Fact label={t('ledger.hash')}>
            <span className={classes.hash}>{hash}</span>
          </Fact>
        </Facts>
      </DetailSection>
      <DetailSection title={t('ledger.before')} of={of}>
        <CopyableText
          text={JSON.stringify(fact.before, undefined, 2)}
          label={t('ledger.before')}
        />
      </DetailSection>
    </div>
  );
}
