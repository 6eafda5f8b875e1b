import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { EnvironmentView } from '@fairway-idp/backstage-plugin-fairway-common';
import { makeStyles } from '@material-ui/core/styles';
import { environmentsTranslationRef } from '../../translation';

const useStyles = makeStyles(theme => ({
  entity: {
    display: 'flex',
    gap: theme.spacing(0.5),
    color: theme.palette.text.secondary,
    marginTop: theme.spacing(0.5),
  },
}));

/** Whose it is, and which component it is for. */
export function OwnerCell({ view }: { view: EnvironmentView }) {
  const { owner, entity } = view;
  const classes = useStyles();
  const { t } = useTranslationRef(environmentsTranslationRef);
  return (
    <>
      {owner ? <EntityRefLink entityRef={owner} hideIcon /> : t('row.noOwner')}
      {entity && (
        <div className={classes.entity}>
          {t('row.for')}
          <EntityRefLink entityRef={entity} hideIcon />
        </div>
      )}
    </>
  );
}
