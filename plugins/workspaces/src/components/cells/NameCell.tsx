import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import type { WorkspaceView } from '@fairway-idp/backstage-plugin-fairway-common';
import { Tag } from '@fairway-idp/backstage-plugin-fairway-react';
import { makeStyles } from '@material-ui/core/styles';
import { workspacesTranslationRef } from '../../translation';
import { componentOf } from '../../view/workspaces';

const useStyles = makeStyles(theme => ({
  title: { fontWeight: 700, overflowWrap: 'anywhere' },
  faint: {
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

/** Of which component and branch a workspace is; leads to its tab. */
export function NameCell(props: {
  view: WorkspaceView;
  /** Of its cluster; absent where there is only one. */
  cluster?: string;
}) {
  const { view, cluster } = props;
  const { namespace, branch, tier, image, entityRef } = view;
  const classes = useStyles();
  const { t } = useTranslationRef(workspacesTranslationRef);
  const entityRoute = useRouteRef(entityRouteRef);
  const name = componentOf(view);
  return (
    <>
      <div className={classes.title}>
        <Link
          to={`${entityRoute(
            entityRouteParams(parseEntityRef(entityRef)),
          )}/workspace`}
          aria-label={t('row.tab', { name })}
        >
          {name}
        </Link>
      </div>
      <div className={classes.faint}>
        {branch ? t('row.branch', { branch }) : t('row.defaultBranch')}
      </div>
      <div className={classes.faint}>
        {cluster ? t('row.namespaceIn', { namespace, cluster }) : namespace}
      </div>
      <div className={classes.tags}>
        <Tag title={t(`tier.${tier}`)}>{tier.toUpperCase()}</Tag>
        <Tag title={image.image}>{image.title}</Tag>
      </div>
    </>
  );
}
