import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { CopyButton } from '@fairway-idp/backstage-plugin-fairway-react';
import { makeStyles } from '@material-ui/core/styles';
import { environmentsTranslationRef } from '../../translation';

const useStyles = makeStyles(theme => ({
  address: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    margin: theme.spacing(1, 0),
  },
  url: { overflowWrap: 'anywhere' },
}));

/** Where a preview answers. */
export function PreviewAddress(props: { url: string; name: string }) {
  const { url, name } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(environmentsTranslationRef);
  return (
    <div className={classes.address}>
      <Link to={url} className={classes.url}>
        {url}
      </Link>
      <CopyButton text={url} label={t('previews.copyUrl', { name })} />
    </div>
  );
}
