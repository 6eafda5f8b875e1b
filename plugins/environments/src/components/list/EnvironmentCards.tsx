import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { EnvironmentView } from '@fairway-idp/backstage-plugin-fairway-common';
import { CostText } from '@fairway-idp/backstage-plugin-fairway-react';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import { environmentsTranslationRef } from '../../translation';
import { environmentKey, nameOf } from '../../view/environments';
import { ExpiryCell } from '../cells/ExpiryCell';
import { NameCell } from '../cells/NameCell';
import { OwnerCell } from '../cells/OwnerCell';
import { QuotaCell } from '../cells/QuotaCell';
import { RhythmCell } from '../cells/RhythmCell';
import { StateCell } from '../cells/StateCell';
import { DetailsButton } from '../details/DetailsButton';
import type { OpenDialog } from '../dialogs/openDialog';
import { EnvironmentActions } from './EnvironmentActions';
import type { ListProps } from './EnvironmentList';

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
  facts: {
    display: 'grid',
    gridTemplateColumns: 'max-content 1fr',
    columnGap: theme.spacing(2),
    rowGap: theme.spacing(1),
    margin: theme.spacing(1, 0),
    '& dt': { color: theme.palette.text.secondary },
    '& dd': { margin: 0, minWidth: 0, overflowWrap: 'anywhere' },
  },
}));

/** Environments as cards, for narrow screens. */
export function EnvironmentCards(props: ListProps) {
  const { environments, titleOf, onOpen } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(environmentsTranslationRef);
  return (
    <ul className={classes.cards} aria-label={t('title')}>
      {environments.map(view => (
        <li key={environmentKey(view)}>
          <EnvironmentCard
            view={view}
            cluster={titleOf?.(view.cluster)}
            onOpen={onOpen}
          />
        </li>
      ))}
    </ul>
  );
}

function EnvironmentCard(props: {
  view: EnvironmentView;
  cluster?: string;
  onOpen: (dialog: OpenDialog) => void;
}) {
  const { view, cluster, onOpen } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(environmentsTranslationRef);
  return (
    <Paper className={classes.card}>
      <div className={classes.head}>
        <div>
          <NameCell view={view} cluster={cluster} />
        </div>
        <EnvironmentActions view={view} onOpen={onOpen} />
      </div>
      <div className={classes.state}>
        <StateCell view={view} />
      </div>
      <dl className={classes.facts}>
        <Line label={t('column.owner')}>
          <OwnerCell view={view} />
        </Line>
        <Line label={t('column.rhythm')}>
          <RhythmCell view={view} />
        </Line>
        <Line label={t('column.expiry')}>
          <ExpiryCell view={view} />
        </Line>
        <Line label={t('column.quota')}>
          <QuotaCell view={view} />
        </Line>
        <Line label={t('column.cost')}>
          <CostText cost={view.cost} />
        </Line>
      </dl>
      <DetailsButton view={view} name={nameOf(view)} />
    </Paper>
  );
}

function Line(props: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </>
  );
}
