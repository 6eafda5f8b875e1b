import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { InnerLoopView } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  CopyButton,
  downloadBlob,
  downloadText,
  type Tone,
  ToneText,
} from '@fairway-idp/backstage-plugin-fairway-react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { workspacesTranslationRef } from '../../translation';
import { zipOf } from '../../view/zip';

type InnerLoopFile = InnerLoopView['files'][0];

const TONES: Record<InnerLoopFile['state'], Tone> = {
  new: 'ok',
  current: 'ok',
  update: 'progress',
  kept: 'warn',
  unknown: 'warn',
};

const useStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    marginTop: theme.spacing(2),
  },
  title: { ...theme.typography.subtitle1, margin: 0, flexGrow: 1 },
  note: { margin: theme.spacing(0.5, 0) },
  path: {
    margin: 0,
    flexGrow: 1,
    fontFamily: 'monospace',
    fontSize: theme.typography.body2.fontSize,
    fontWeight: 700,
    overflowWrap: 'anywhere',
  },
  content: {
    margin: theme.spacing(1, 0),
    padding: theme.spacing(1),
    maxHeight: '45vh',
    overflow: 'auto',
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    background: theme.palette.background.default,
    fontFamily: 'monospace',
    fontSize: theme.typography.body2.fontSize,
  },
}));

/** The files of a tool: to read, to copy, to save one by one or all at once. */
export function InnerLoopFiles({ view }: { view: InnerLoopView }) {
  const { tool, files, choice, seenIn } = view;
  const classes = useStyles();
  const { t } = useTranslationRef(workspacesTranslationRef);
  const title = choice.find(each => each.tool === tool)?.title ?? tool;
  if (files.length === 0) {
    return <p>{t('innerLoop.none')}</p>;
  }
  // Unpacked over the repository, it must not undo what somebody wrote.
  const unkept = files.filter(({ state }) => state !== 'kept');
  const saveAll = () => {
    const zip = zipOf(unkept, new Date());
    downloadBlob(`${tool}.zip`, new Blob([zip], { type: 'application/zip' }));
  };
  return (
    <>
      <div className={classes.head}>
        <h4 className={classes.title}>
          {t('innerLoop.files', { tool: title })}
        </h4>
        <Button
          size="small"
          variant="outlined"
          aria-label={t('innerLoop.zipLabel', { tool: title })}
          disabled={unkept.length === 0}
          onClick={saveAll}
        >
          {unkept.length < files.length
            ? t('innerLoop.zipButKept')
            : t('innerLoop.zip')}
        </Button>
      </div>
      <p className={classes.note}>{t(`innerLoop.seenIn.${seenIn}`)}</p>
      {files.map(file => (
        <FileView key={file.path} file={file} />
      ))}
    </>
  );
}

function FileView({ file }: { file: InnerLoopFile }) {
  const { path, content, state, why } = file;
  const classes = useStyles();
  const { t } = useTranslationRef(workspacesTranslationRef);
  return (
    <>
      <div className={classes.head}>
        <h5 className={classes.path}>{path}</h5>
        <CopyButton text={content} label={t('innerLoop.copyLabel', { path })} />
        <Button
          size="small"
          variant="outlined"
          aria-label={t('innerLoop.downloadLabel', { path })}
          onClick={() => downloadText(path.split('/').at(-1) ?? path, content)}
        >
          {t('innerLoop.download')}
        </Button>
      </div>
      <p className={classes.note}>
        <ToneText tone={TONES[state]}>{t(`innerLoop.state.${state}`)}</ToneText>{' '}
        {why}
      </p>
      {state === 'kept' && (
        <p className={classes.note}>{t('innerLoop.suggested')}</p>
      )}
      <pre
        className={classes.content}
        // It scrolls, and so has to be reachable by keyboard.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="region"
        aria-label={t('innerLoop.content', { path })}
      >
        {content}
      </pre>
    </>
  );
}
