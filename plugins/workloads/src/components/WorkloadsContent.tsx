import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  ConnectionNote,
  errorKind,
  ErrorNote,
  type LiveResult,
  TableSkeleton,
  useLive,
} from '@fairway-idp/backstage-plugin-fairway-react';
import type { WorkloadsView } from '@fairway-idp/backstage-plugin-fairway-common';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import { workloadsApiRef } from '../api/WorkloadsApi';
import { selectorOf } from '../entity/annotations';
import { workloadsTranslationRef } from '../translation';
import {
  findWorkload,
  isCertainlyEmpty,
  shownClusters,
} from '../view/grouping';
import type { OpenDialog } from './dialogs/openDialog';
import { WorkloadDialog } from './dialogs/WorkloadDialog';
import { NoAnnotationNote, NoWorkloadsNote } from './notes/EmptyNotes';
import { ClusterSection } from './table/ClusterSection';

const useStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    alignItems: 'baseline',
    justifyContent: 'space-between',
    flexWrap: 'wrap',
    gap: theme.spacing(2),
    color: theme.palette.text.primary,
  },
  title: { ...theme.typography.h5, margin: theme.spacing(1, 0) },
}));

/** The tab: what runs for the entity of the page, as it is now. */
export function WorkloadsContent() {
  const { entity } = useEntity();
  const selector = selectorOf(entity);
  return selector === undefined ? (
    <NoAnnotationNote entity={entity} />
  ) : (
    <LiveWorkloads entityRef={stringifyEntityRef(entity)} selector={selector} />
  );
}

function LiveWorkloads(props: { entityRef: string; selector: string }) {
  const { entityRef, selector } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(workloadsTranslationRef);
  const api = useApi(workloadsApiRef);
  const live = useLive(api.watchWorkloads(entityRef));
  const [dialog, setDialog] = useState<OpenDialog>();
  const opened = dialog && findWorkload(live.value, dialog.key);
  return (
    <>
      <div className={classes.head}>
        <h2 className={classes.title}>{t('title')}</h2>
        <ConnectionNote connection={live.connection} onRetry={live.retry} />
      </div>
      <Problem live={live} />
      {live.value && (
        <View
          view={live.value}
          selector={selector}
          entityRef={entityRef}
          onOpen={setDialog}
        />
      )}
      {dialog && (
        <WorkloadDialog
          dialog={dialog}
          entityRef={entityRef}
          live={opened}
          onClose={() => setDialog(undefined)}
        />
      )}
    </>
  );
}

/** Why there is nothing to see, or nothing new. */
function Problem({ live }: { live: LiveResult<WorkloadsView | undefined> }) {
  const { t } = useTranslationRef(workloadsTranslationRef);
  const { value, connection, retry } = live;
  if (connection.error && (connection.state === 'failed' || !value)) {
    const refused = errorKind(connection.error) === 'refused';
    return (
      <ErrorNote
        title={refused ? t('refused') : t('failed')}
        error={connection.error}
        onRetry={retry}
      />
    );
  }
  return value ? null : <TableSkeleton label={t('loading')} />;
}

function View(props: {
  view: WorkloadsView;
  selector: string;
  entityRef: string;
  onOpen: (dialog: OpenDialog) => void;
}) {
  const { view, selector, entityRef, onOpen } = props;
  const clusters = shownClusters(view);
  return (
    <>
      {isCertainlyEmpty(view) && (
        <NoWorkloadsNote selector={selector} clusters={view.clusters.length} />
      )}
      {clusters.map(cluster => (
        <ClusterSection
          key={cluster.name}
          cluster={cluster}
          withHeading={view.clusters.length > 1}
          entityRef={entityRef}
          onOpen={onOpen}
        />
      ))}
    </>
  );
}
