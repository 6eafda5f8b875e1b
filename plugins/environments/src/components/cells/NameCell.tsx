import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { EnvironmentView } from '@fairway-idp/backstage-plugin-fairway-common';
import { Tag } from '@fairway-idp/backstage-plugin-fairway-react';
import { makeStyles } from '@material-ui/core/styles';
import { environmentsTranslationRef } from '../../translation';
import { nameOf } from '../../view/environments';

const useStyles = makeStyles(theme => ({
  title: { fontWeight: 700, overflowWrap: 'anywhere' },
  namespace: {
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

/** What an environment is called, and what kind it is. */
export function NameCell(props: {
  view: EnvironmentView;
  /** Of its cluster; absent where there is only one. */
  cluster?: string;
}) {
  const { view, cluster } = props;
  const { namespace, kind, tier, protection } = view;
  const classes = useStyles();
  const { t } = useTranslationRef(environmentsTranslationRef);
  return (
    <>
      <div className={classes.title}>{nameOf(view)}</div>
      <div className={classes.namespace}>
        {cluster ? t('row.namespaceIn', { namespace, cluster }) : namespace}
      </div>
      <div className={classes.tags}>
        {kind && <Tag>{t(`kind.${kind}`)}</Tag>}
        {tier && <Tag title={t(`tier.${tier}`)}>{tier.toUpperCase()}</Tag>}
        {protection && (
          <Tag strong title={t('row.protectedTitle', protection)}>
            {t('row.protected')}
          </Tag>
        )}
      </div>
    </>
  );
}
