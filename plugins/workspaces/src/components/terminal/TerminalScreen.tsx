import { makeStyles, type Theme, useTheme } from '@material-ui/core/styles';
import { FitAddon } from '@xterm/addon-fit';
import { type ITheme, Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import { useEffect, useRef } from 'react';
import type { TerminalChannel } from '../../terminal/channel';
import { useOfKey } from '../../terminal/keys';
import type { Screen } from '../../terminal/terminalStream';

const useStyles = makeStyles(theme => ({
  box: {
    height: '50vh',
    minHeight: 240,
    padding: theme.spacing(1),
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    background: theme.palette.background.default,
    overflow: 'hidden',
    '&:focus-within': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: -1,
    },
  },
}));

/**
 * A screen and a keyboard. Whoever is behind it is told by `onScreen`, once;
 * what is typed goes to whom the screen is attached to.
 */
export function TerminalScreen(props: {
  /** Accessible name, e.g. "Terminal of orders". */
  label: string;
  /** Id of the text that says how to leave. */
  describedBy: string;
  onScreen: (screen: Screen) => void;
  /** The way out for keyboards. */
  onLeave: () => void;
  /** Tells a screen reader what appears. */
  readAloud: boolean;
}) {
  const { label, describedBy, readAloud } = props;
  const classes = useStyles();
  const theme = useTheme();
  const box = useRef<HTMLDivElement>(null);
  const terminal = useRef<Terminal>();
  const latest = useRef(props);
  latest.current = props;

  useEffect(() => {
    const { opened, screen, dispose } = openTerminal(
      box.current as HTMLDivElement,
      () => latest.current.onLeave(),
    );
    terminal.current = opened;
    latest.current.onScreen(screen);
    opened.focus();
    return dispose;
  }, []);

  useEffect(() => {
    if (terminal.current) {
      terminal.current.options.theme = colours(theme);
      terminal.current.options.screenReaderMode = readAloud;
    }
  }, [theme, readAloud]);

  useEffect(() => {
    const { textarea } = terminal.current ?? {};
    textarea?.setAttribute('aria-label', label);
    textarea?.setAttribute('aria-describedby', describedBy);
  }, [label, describedBy]);

  return <div ref={box} className={classes.box} data-testid="terminal" />;
}

function openTerminal(box: HTMLElement, onLeave: () => void) {
  const opened = new Terminal({
    fontFamily: 'ui-monospace, Menlo, Consolas, "Liberation Mono", monospace',
    fontSize: 13,
    cursorBlink: false,
    // Programs choose colours for a ground that they do not know.
    minimumContrastRatio: 4.5,
    scrollback: 5000,
  });
  const fit = new FitAddon();
  opened.loadAddon(fit);
  opened.open(box);
  fit.fit();
  let channel: TerminalChannel | undefined;
  opened.onData(data => channel?.write(data));
  opened.onResize(({ cols, rows }) => channel?.resize({ columns: cols, rows }));
  opened.attachCustomKeyEventHandler(event => {
    const use = useOfKey(event, opened.hasSelection());
    if (use === 'leave' && event.type === 'keydown') {
      event.preventDefault();
      onLeave();
    }
    // The browser copies what is selected, if the shell does not get the key.
    return use === 'shell';
  });
  const observer = new ResizeObserver(() => fit.fit());
  observer.observe(box);
  const screen: Screen = {
    size: () => ({ columns: opened.cols, rows: opened.rows }),
    write: data => opened.write(data),
    attach: next => {
      channel = next;
    },
  };
  const dispose = () => {
    observer.disconnect();
    opened.dispose();
  };
  return { opened, screen, dispose };
}

/** All of them opaque: the terminal cannot mix. */
function colours({ palette }: Theme): ITheme {
  const { black, white } = palette.common;
  const ink = palette.type === 'dark' ? white : black;
  return {
    background: palette.background.default,
    foreground: ink,
    cursor: ink,
    cursorAccent: palette.background.default,
    selectionBackground: palette.action.focus,
  };
}
