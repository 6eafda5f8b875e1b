import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Tag } from '@fairway-idp/backstage-plugin-fairway-react';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import { housekeepingTranslationRef } from '../../translation';

const useStyles = makeStyles(theme => ({
  name: { fontWeight: 700, overflowWrap: 'anywhere' },
  where: {
    color: theme.palette.text.secondary,
    fontSize: theme.typography.caption.fontSize,
    overflowWrap: 'anywhere',
  },
  tags: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5),
    marginTop: theme.spacing(0.5),
  },
}));

/** An object of a cluster: its name, where it is, and its kind. */
export function ObjectCell(props: {
  object: { kind: string; name: string; namespace: string };
  /** Title of its cluster; absent where there is only one. */
  cluster?: string;
  /** Beside its kind. */
  children?: ReactNode;
}) {
  const { object, cluster, children } = props;
  const { kind, name } = object;
  const classes = useStyles();
  return (
    <>
      <div className={classes.name}>{name}</div>
      <div className={classes.where}>{useWhere(props.object, cluster)}</div>
      <div className={classes.tags}>
        <Tag>{kind}</Tag>
        {children}
      </div>
    </>
  );
}

function useWhere(
  { kind, namespace }: { kind: string; namespace: string },
  cluster?: string,
): string {
  const { t } = useTranslationRef(housekeepingTranslationRef);
  if (kind === 'Namespace') {
    return cluster ? t('row.isNamespaceIn', { cluster }) : t('row.isNamespace');
  }
  return cluster
    ? t('row.inCluster', { namespace, cluster })
    : t('row.in', { namespace });
}
