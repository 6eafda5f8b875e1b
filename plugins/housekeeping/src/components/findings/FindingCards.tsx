import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import { Fact, Facts } from '@fairway-idp/backstage-plugin-fairway-react';
import { housekeepingTranslationRef } from '../../translation';
import {
  FindingCost,
  FindingDeadline,
  FindingObject,
  FindingOwner,
  FindingRule,
  FindingState,
} from './cells';
import { FindingActions } from './FindingActions';
import type { ListProps } from './FindingList';

const useStyles = makeStyles(theme => ({
  cards: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(320px, 100%), 1fr))',
    gap: theme.spacing(2),
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  card: {
    ...theme.typography.body2,
    padding: theme.spacing(2),
    color: theme.palette.text.primary,
  },
  head: {
    display: 'flex',
    gap: theme.spacing(1),
    justifyContent: 'space-between',
    alignItems: 'flex-start',
  },
  state: { margin: theme.spacing(1, 0) },
}));

/** Findings as cards, for narrow screens. */
export function FindingCards({ findings, titleOf, onOpen }: ListProps) {
  const classes = useStyles();
  const { t } = useTranslationRef(housekeepingTranslationRef);
  return (
    <ul className={classes.cards} aria-label={t('part.findings')}>
      {findings.map(finding => (
        <li key={finding.id}>
          <Paper className={classes.card}>
            <div className={classes.head}>
              <div>
                <FindingObject
                  finding={finding}
                  cluster={titleOf?.(finding.cluster)}
                />
              </div>
              <FindingActions finding={finding} onOpen={onOpen} />
            </div>
            <div className={classes.state}>
              <FindingState finding={finding} />
            </div>
            <Facts>
              <Fact label={t('column.rule')}>
                <FindingRule finding={finding} />
              </Fact>
              <Fact label={t('column.owner')}>
                <FindingOwner finding={finding} />
              </Fact>
              <Fact label={t('column.deadline')}>
                <FindingDeadline finding={finding} />
              </Fact>
              <Fact label={t('column.cost')}>
                <FindingCost finding={finding} />
              </Fact>
            </Facts>
          </Paper>
        </li>
      ))}
    </ul>
  );
}
