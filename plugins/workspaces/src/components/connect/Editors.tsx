import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ConnectInfo } from '@fairway-idp/backstage-plugin-fairway-common';
import { ToneText } from '@fairway-idp/backstage-plugin-fairway-react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { workspacesTranslationRef } from '../../translation';
import { Part } from './Part';

const useStyles = makeStyles(theme => ({
  editors: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    margin: theme.spacing(1, 0),
    padding: 0,
    listStyle: 'none',
  },
  editor: { textTransform: 'none' },
}));

/** Links that an editor on the viewer's machine answers. */
export function Editors({ info }: { info: ConnectInfo }) {
  const classes = useStyles();
  const { t } = useTranslationRef(workspacesTranslationRef);
  const { available } = info.ssh;
  return (
    <Part title={t('connect.editors')}>
      {available.enabled ? (
        <>
          <ul className={classes.editors}>
            {info.links.map(({ id, title, url }) => (
              <li key={id}>
                <Button
                  className={classes.editor}
                  size="small"
                  variant="outlined"
                  href={url}
                >
                  {title}
                </Button>
              </li>
            ))}
          </ul>
          <div>{t('connect.editorsHelp')}</div>
        </>
      ) : (
        <ToneText tone="paused">{available.why}</ToneText>
      )}
    </Part>
  );
}
