import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ConnectionNote,
  ErrorNote,
  Note,
  useLiveFold,
} from '@fairway-idp/backstage-plugin-fairway-react';
import Button from '@material-ui/core/Button';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import { makeStyles } from '@material-ui/core/styles';
import { useId, useMemo, useRef, useState } from 'react';
import type { TerminalSource } from '../../terminal/channel';
import {
  type Screen,
  terminalFold,
  terminalStream,
} from '../../terminal/terminalStream';
import { workspacesTranslationRef } from '../../translation';
import { TerminalScreen } from './TerminalScreen';

const useStyles = makeStyles(theme => ({
  panel: { ...theme.typography.body2, color: theme.palette.text.primary },
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 2),
    minHeight: 40,
  },
  rest: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    marginLeft: 'auto',
  },
  option: { ...theme.typography.body2 },
  hint: { margin: theme.spacing(0.5, 0) },
}));

/** A shell in a workspace, for as long as it is mounted. */
export function TerminalPanel(props: {
  /** Name of the workspace. */
  name: string;
  source: TerminalSource;
  onClose: () => void;
}) {
  const { name, source, onClose } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(workspacesTranslationRef);
  const [screen, setScreen] = useState<Screen>();
  const [readAloud, setReadAloud] = useState(false);
  const close = useRef<HTMLButtonElement>(null);
  const hint = useId();
  const newShell = t('terminal.newShell');
  const stream = useMemo(
    () => screen && terminalStream(source, screen, newShell),
    // Another object for the same shell is no other shell.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [source.key, screen, newShell],
  );
  const { value: ended, connection, retry } = useLiveFold(stream, terminalFold);
  return (
    <section className={classes.panel} aria-label={t('terminal.of', { name })}>
      <div className={classes.bar}>
        {ended === undefined && (
          <ConnectionNote connection={connection} onRetry={retry} />
        )}
        <div className={classes.rest}>
          <FormControlLabel
            label={
              <span className={classes.option}>{t('terminal.readAloud')}</span>
            }
            control={
              <Checkbox
                color="primary"
                size="small"
                checked={readAloud}
                onChange={event => setReadAloud(event.target.checked)}
              />
            }
          />
          <Button
            ref={close}
            size="small"
            variant="outlined"
            aria-label={t('terminal.closeLabel', { name })}
            onClick={onClose}
          >
            {t('terminal.close')}
          </Button>
        </div>
      </div>
      {connection.state === 'failed' && connection.error && (
        <ErrorNote
          title={t('terminal.failed')}
          error={connection.error}
          onRetry={retry}
        />
      )}
      {ended !== undefined && (
        <Note
          tone="paused"
          role="status"
          title={ended}
          actions={
            <Button size="small" variant="outlined" onClick={retry}>
              {t('terminal.again')}
            </Button>
          }
        />
      )}
      <TerminalScreen
        label={t('terminal.input', { name })}
        describedBy={hint}
        onScreen={setScreen}
        onLeave={() => close.current?.focus()}
        readAloud={readAloud}
      />
      <p id={hint} className={classes.hint}>
        {t('terminal.hint')}
      </p>
    </section>
  );
}
