import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  HealthFact,
  HealthFactsView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  Age,
  EmptyNote,
  type Tone,
  ToneChip,
  usePages,
  OpeningRow,
  WideTable,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { makeStyles } from '@material-ui/core/styles';
import { housekeepingTranslationRef } from '../../translation';
import { selectFacts } from '../../view/facts';
import { countMore } from '../../view/findings';
import type { Query } from '../../view/query';
import { ClearFilters } from '../shared/ClearFilters';
import { ObjectCell } from '../shared/ObjectCell';
import { OwnerCell } from '../shared/OwnerCell';
import { FixDetails } from './FixDetails';

const TONES: Record<HealthFact['severity'], Tone> = {
  high: 'bad',
  medium: 'warn',
  low: 'unknown',
};

const useStyles = makeStyles(theme => ({
  words: { marginTop: theme.spacing(0.5), overflowWrap: 'anywhere' },
  faint: { color: theme.palette.text.secondary },
}));

/** What is missing, the gravest first; each opens to its fix. */
export function FactList(props: {
  view: HealthFactsView;
  facts: HealthFact[];
  /** Title of a cluster by its name; absent where there is only one. */
  titleOf?: (cluster: string) => string;
  query: Query;
  onQuery: (change: Partial<Query>) => void;
}) {
  const { view, facts, titleOf, query, onQuery } = props;
  const { t } = useTranslationRef(housekeepingTranslationRef);
  const found = selectFacts(facts, query);
  const { shown, pages } = usePages(found, { selection: query });
  const more = countMore(view);
  if (found.length === 0) {
    return (
      <EmptyNote
        title={t('empty.filtered')}
        actions={<ClearFilters onQuery={onQuery} />}
      />
    );
  }
  return (
    <>
      <WideTable
        label={t('part.health')}
        columns={[
          { text: t('column.workload'), width: '22%' },
          { text: t('column.fact'), width: '36%' },
          { text: t('column.owner'), width: '16%' },
          { text: t('column.fix'), width: '26%' },
        ]}
      >
        {shown.map(fact => (
          <OpeningRow
            key={fact.id}
            toggleLabel={t('row.details', {
              name: `${fact.kind} ${fact.name}: ${t(`fact.${fact.fact}`)}`,
            })}
            first={
              <ObjectCell object={fact} cluster={titleOf?.(fact.cluster)} />
            }
            cells={[
              <Missing fact={fact} />,
              <OwnerCell owner={fact.owner} entity={fact.entity} />,
              fact.fix.summary,
            ]}
            details={() => <FixDetails fact={fact} />}
          />
        ))}
      </WideTable>
      {pages}
      {more > 0 && <p>{t('filter.more', { count: more })}</p>}
    </>
  );
}

function Missing({ fact }: { fact: HealthFact }) {
  const { message, severity, containers, since } = fact;
  const classes = useStyles();
  const { t } = useTranslationRef(housekeepingTranslationRef);
  return (
    <>
      <ToneChip tone={TONES[severity]}>{t(`fact.${fact.fact}`)}</ToneChip>
      <div className={classes.words}>{message}</div>
      {containers.length > 0 && (
        <div className={classes.faint}>
          {t('health.containers')}: {containers.join(', ')}
        </div>
      )}
      {since && (
        <div className={classes.faint}>
          {t('row.for')} <Age since={since} />
        </div>
      )}
    </>
  );
}
