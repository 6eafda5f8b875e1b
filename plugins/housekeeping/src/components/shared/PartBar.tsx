import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Choice,
  ConnectionNote,
  type LiveResult,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import { housekeepingTranslationRef } from '../../translation';
import { type Query, SCOPES } from '../../view/query';

const useStyles = makeStyles(theme => ({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
    marginBottom: theme.spacing(2),
    color: theme.palette.text.primary,
  },
  rest: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(2),
    marginLeft: 'auto',
  },
}));

/** Above a part: what to choose on the left, how live it is on the right. */
export function PartBar(props: {
  live?: LiveResult<unknown>;
  choices: ReactNode;
  actions?: ReactNode;
}) {
  const { live, choices, actions } = props;
  const classes = useStyles();
  return (
    <div className={classes.bar}>
      {choices}
      <div className={classes.rest}>
        {live && (
          <ConnectionNote connection={live.connection} onRetry={live.retry} />
        )}
        {actions}
      </div>
    </div>
  );
}

/** Mine, my team's, or all. */
export function ScopeChoice(props: {
  scope: Query['scope'];
  onQuery: (change: Partial<Query>) => void;
}) {
  const { t } = useTranslationRef(housekeepingTranslationRef);
  return (
    <Choice
      label={t('scope.label')}
      value={props.scope}
      options={SCOPES.map(scope => ({
        value: scope,
        text: t(`scope.${scope}`),
      }))}
      onChange={scope => props.onQuery({ scope })}
    />
  );
}
