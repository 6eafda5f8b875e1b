import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Tab from '@material-ui/core/Tab';
import Tabs from '@material-ui/core/Tabs';
import { useId } from 'react';
import { housekeepingTranslationRef } from '../translation';
import { type Part, PARTS } from '../view/query';
import { CapacityPart } from './capacity/CapacityPart';
import { FindingsPart } from './findings/FindingsPart';
import { HealthPart } from './health/HealthPart';
import { LedgerPart } from './ledger/LedgerPart';
import { useQuery } from './useQuery';

/** What each part is given. */
export type PartProps = {
  query: ReturnType<typeof useQuery>[0];
  onQuery: ReturnType<typeof useQuery>[1];
};

const CONTENTS: Record<Part, (props: PartProps) => JSX.Element> = {
  findings: FindingsPart,
  health: HealthPart,
  capacity: CapacityPart,
  ledger: LedgerPart,
};

const useStyles = makeStyles(theme => ({
  tabs: {
    marginBottom: theme.spacing(2),
    borderBottom: `1px solid ${theme.palette.divider}`,
    color: theme.palette.text.primary,
  },
  tab: { textTransform: 'none', opacity: 1, minWidth: 0 },
}));

/** The page without its frame: its parts, each behind a tab. */
export function HousekeepingContent() {
  const classes = useStyles();
  const { t } = useTranslationRef(housekeepingTranslationRef);
  const [query, onQuery] = useQuery();
  const id = useId();
  const { part } = query;
  const Content = CONTENTS[part];
  return (
    <>
      <Tabs
        className={classes.tabs}
        value={part}
        aria-label={t('part.label')}
        indicatorColor="primary"
        variant="scrollable"
        scrollButtons="off"
        selectionFollowsFocus
        // What narrows one part down means nothing in another.
        onChange={(_, next: Part) =>
          onQuery({ part: next, text: '', state: undefined, fact: undefined })
        }
      >
        {PARTS.map(each => (
          <Tab
            key={each}
            className={classes.tab}
            value={each}
            label={t(`part.${each}`)}
            id={`${id}-tab-${each}`}
            aria-controls={each === part ? `${id}-panel` : undefined}
          />
        ))}
      </Tabs>
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-tab-${part}`}
      >
        <Content query={query} onQuery={onQuery} />
      </div>
    </>
  );
}
