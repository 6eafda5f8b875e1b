import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PreviewView } from '@fairway-idp/backstage-plugin-fairway-common';
import { makeStyles } from '@material-ui/core/styles';
import { environmentsTranslationRef } from '../../translation';

const useStyles = makeStyles(theme => ({
  title: {
    ...theme.typography.subtitle1,
    fontWeight: 700,
    lineHeight: 1.4,
    margin: 0,
    overflowWrap: 'anywhere',
  },
  number: { color: theme.palette.text.secondary, fontWeight: 400 },
  faint: { color: theme.palette.text.secondary, overflowWrap: 'anywhere' },
  branch: { fontFamily: 'monospace' },
}));

/** Which pull request it is, by whom, from where. */
export function PullRequestLine({ preview }: { preview: PreviewView }) {
  const { title, url, number, author, branch, repository } =
    preview.pullRequest;
  const classes = useStyles();
  const { t } = useTranslationRef(environmentsTranslationRef);
  return (
    <div>
      <h3 className={classes.title}>
        <Link to={url}>{title}</Link>{' '}
        <span className={classes.number}>#{number}</span>
      </h3>
      <div className={classes.faint}>
        {t('previews.by', { author })}{' '}
        <span className={classes.branch}>{branch}</span>{' '}
        {t('previews.in', { repository })}
      </div>
    </div>
  );
}
