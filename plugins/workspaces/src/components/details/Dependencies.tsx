import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { WorkspaceDependency } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  DetailTable,
  ToneText,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { makeStyles } from '@material-ui/core/styles';
import { workspacesTranslationRef } from '../../translation';

const useStyles = makeStyles(theme => ({
  faint: { color: theme.palette.text.secondary },
  code: { fontFamily: 'monospace', overflowWrap: 'anywhere' },
}));

/** What the component needs, and how a workspace gets to it. */
export function Dependencies(props: {
  dependencies: WorkspaceDependency[];
  /** Name of the workspace or component. */
  of: string;
}) {
  const { dependencies, of } = props;
  const { t } = useTranslationRef(workspacesTranslationRef);
  if (dependencies.length === 0) {
    return <p>{t('dependencies.none')}</p>;
  }
  return (
    <DetailTable
      label={`${t('dependencies.title')}: ${of}`}
      columns={[
        t('dependencies.entity'),
        t('dependencies.service'),
        t('dependencies.env'),
        t('dependencies.reach'),
      ]}
      rows={dependencies.map(dependency => ({
        key: dependency.entityRef,
        cells: [
          <Needed key="entity" dependency={dependency} />,
          <Service key="service" dependency={dependency} />,
          <Variables key="env" dependency={dependency} />,
          dependency.reachable,
        ],
      }))}
    />
  );
}

interface Props {
  dependency: WorkspaceDependency;
}

function Needed({ dependency }: Props) {
  const classes = useStyles();
  return (
    <>
      <EntityRefLink entityRef={dependency.entityRef} hideIcon />
      <div className={classes.faint}>{dependency.via.join(', ')}</div>
    </>
  );
}

function Service({ dependency }: Props) {
  const { service, reason } = dependency;
  const classes = useStyles();
  const { t } = useTranslationRef(workspacesTranslationRef);
  if (!service) {
    return (
      <>
        <ToneText tone="warn">{t('dependencies.missing')}</ToneText>
        <div className={classes.faint}>{reason}</div>
      </>
    );
  }
  const ports = service.ports.map(({ port }) => port).join(', ');
  return (
    <>
      <div className={classes.code}>
        {service.host}
        {ports && `:${ports}`}
      </div>
      <div className={classes.faint}>{reason}</div>
    </>
  );
}

function Variables({ dependency }: Props) {
  const classes = useStyles();
  const { t } = useTranslationRef(workspacesTranslationRef);
  if (dependency.env.length === 0) {
    return <>{t('dependencies.noEnv')}</>;
  }
  return (
    <>
      {dependency.env.map(({ name, value }) => (
        <div key={name} className={classes.code}>
          {name}={value}
        </div>
      ))}
    </>
  );
}
