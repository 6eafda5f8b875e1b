import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { EnvironmentView } from '@fairway-idp/backstage-plugin-fairway-common';
import Paper from '@material-ui/core/Paper';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { makeStyles } from '@material-ui/core/styles';
import { useMemo } from 'react';
import { environmentsTranslationRef } from '../../translation';
import { environmentKey } from '../../view/environments';
import {
  byTeam,
  isForbidden,
  sumUse,
  type Team,
  type Use,
  readUse,
} from '../../view/quota';
import { NameCell } from '../cells/NameCell';
import { ResourceBar } from '../cells/ResourceBar';
import { useResourceName } from '../cells/useResourceName';
import { BlockedList } from '../details/BlockedList';
import { useTeams } from './useTeams';

const useStyles = makeStyles(theme => ({
  team: { marginTop: theme.spacing(3) },
  heading: {
    ...theme.typography.subtitle1,
    fontWeight: 700,
    margin: theme.spacing(0, 0, 1),
    color: theme.palette.text.primary,
  },
  table: {
    tableLayout: 'fixed',
    minWidth: 960,
    '& td, & th': {
      verticalAlign: 'top',
      lineHeight: 1.4,
      padding: theme.spacing(1, 1.5),
    },
    '& thead th': { whiteSpace: 'nowrap' },
  },
  sum: { '& th': { fontWeight: 700 } },
}));

/** How much of their quota teams and their environments use, and what it blocks. */
export function QuotaPart(props: { environments: EnvironmentView[] }) {
  const { environments } = props;
  const owners = useMemo(
    () => environments.flatMap(({ owner }) => owner ?? []),
    [environments],
  );
  const teams = byTeam(environments, useTeams(owners));
  return (
    <>
      {teams.map(team => (
        <TeamSection key={team.ref} team={team} />
      ))}
    </>
  );
}

function TeamSection({ team }: { team: Team }) {
  const classes = useStyles();
  const { t } = useTranslationRef(environmentsTranslationRef);
  const { ref, environments } = team;
  const sums = sumUse(environments).filter(use => !isForbidden(use));
  const resources = sums.map(({ resource }) => resource);
  const label = ref || t('row.noOwner');
  return (
    <section className={classes.team} aria-label={label}>
      <h2 className={classes.heading}>
        {ref ? <EntityRefLink entityRef={ref} hideIcon /> : label}
      </h2>
      <TableContainer component={Paper}>
        <Table
          size="small"
          className={classes.table}
          aria-label={t('quota.of', { name: label })}
        >
          <TableHead>
            <TableRow>
              <TableCell>{t('column.name')}</TableCell>
              {resources.map(resource => (
                <TableCell key={resource}>
                  <ResourceName resource={resource} />
                </TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {environments.length > 1 && (
              <TableRow className={classes.sum}>
                <TableCell component="th" scope="row">
                  {t('quota.sum', { count: environments.length })}
                </TableCell>
                <UseCells resources={resources} uses={sums} />
              </TableRow>
            )}
            {environments.map(view => (
              <EnvironmentUse
                key={environmentKey(view)}
                view={view}
                resources={resources}
              />
            ))}
          </TableBody>
        </Table>
      </TableContainer>
    </section>
  );
}

function EnvironmentUse(props: { view: EnvironmentView; resources: string[] }) {
  const { view, resources } = props;
  const { t } = useTranslationRef(environmentsTranslationRef);
  return (
    <>
      <TableRow>
        <TableCell component="th" scope="row">
          <NameCell view={view} />
        </TableCell>
        <UseCells resources={resources} uses={view.quota.map(readUse)} />
      </TableRow>
      {view.blocked.length > 0 && (
        <TableRow>
          <TableCell component="th" scope="row">
            {t('quota.blocks')}
          </TableCell>
          <TableCell colSpan={resources.length}>
            <BlockedList view={view} />
          </TableCell>
        </TableRow>
      )}
    </>
  );
}

function UseCells(props: { resources: string[]; uses: Use[] }) {
  const { resources, uses } = props;
  return (
    <>
      {resources.map(resource => {
        const use = uses.find(each => each.resource === resource);
        return (
          <TableCell key={resource}>
            {use ? <ResourceBar use={use} hideLabel /> : '–'}
          </TableCell>
        );
      })}
    </>
  );
}

function ResourceName({ resource }: { resource: string }) {
  return <>{useResourceName(resource)}</>;
}
