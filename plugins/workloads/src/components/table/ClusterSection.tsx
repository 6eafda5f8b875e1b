import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ClusterView } from '@fairway-idp/backstage-plugin-fairway-common';
import { makeStyles } from '@material-ui/core/styles';
import { workloadsTranslationRef } from '../../translation';
import { groupByNamespace } from '../../view/grouping';
import type { OpenDialog } from '../dialogs/openDialog';
import { ClusterNote } from '../notes/ClusterNote';
import { NamespaceSection } from './NamespaceSection';

const useStyles = makeStyles(theme => ({
  heading: {
    ...theme.typography.h6,
    margin: theme.spacing(3, 0, 1),
    color: theme.palette.text.primary,
  },
}));

/** One cluster's part: its namespaces, and what is wrong with it. */
export function ClusterSection(props: {
  cluster: ClusterView;
  /** There are others to tell it from. */
  withHeading: boolean;
  entityRef: string;
  onOpen: (dialog: OpenDialog) => void;
}) {
  const { cluster, withHeading, entityRef, onOpen } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(workloadsTranslationRef);
  return (
    <>
      {withHeading && (
        <h3 className={classes.heading}>
          {t('cluster.heading', { title: cluster.title })}
        </h3>
      )}
      <ClusterNote cluster={cluster} />
      {groupByNamespace(cluster).map(group => (
        <NamespaceSection
          key={group.namespace}
          group={group}
          level={withHeading ? 4 : 3}
          entityRef={entityRef}
          onOpen={onOpen}
        />
      ))}
    </>
  );
}
