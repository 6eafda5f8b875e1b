import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import { housekeepingTranslationRef } from '../../translation';

const useStyles = makeStyles(theme => ({
  faint: { color: theme.palette.text.secondary },
  entity: {
    display: 'flex',
    gap: theme.spacing(0.5),
    color: theme.palette.text.secondary,
    marginTop: theme.spacing(0.5),
  },
}));

/** Whose it is, how that is known, and which component it belongs to. */
export function OwnerCell(props: {
  owner: string;
  entity?: string;
  /** Where the owner stands. */
  note?: ReactNode;
}) {
  const { owner, entity, note } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(housekeepingTranslationRef);
  return (
    <>
      <EntityRefLink entityRef={owner} hideIcon />
      {note && <div className={classes.faint}>{note}</div>}
      {entity && (
        <div className={classes.entity}>
          {t('row.for')}
          <EntityRefLink entityRef={entity} hideIcon />
        </div>
      )}
    </>
  );
}
