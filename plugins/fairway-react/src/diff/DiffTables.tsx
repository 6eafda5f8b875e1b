import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { alpha, makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import { VisuallyHidden } from '../actions/VisuallyHidden';
import { fairwayReactTranslationRef } from '../translation';
import type { DiffLine, Gap, SideRow } from './diffLines';

const useStyles = makeStyles(theme => ({
  region: {
    overflow: 'auto',
    maxHeight: 360,
    margin: theme.spacing(0.5, 0, 1),
    border: `1px solid ${theme.palette.divider}`,
    background: theme.palette.background.default,
  },
  table: {
    borderCollapse: 'collapse',
    width: '100%',
    fontFamily: 'monospace',
    fontSize: '0.8125rem',
    lineHeight: 1.5,
    color: theme.palette.text.primary,
    '& th': {
      textAlign: 'left',
      fontFamily: theme.typography.fontFamily,
      padding: theme.spacing(0.5, 1),
    },
  },
  number: {
    width: '1%',
    padding: theme.spacing(0, 1),
    textAlign: 'right',
    userSelect: 'none',
    verticalAlign: 'top',
    // Also within a cell that breaks its words.
    whiteSpace: 'nowrap',
  },
  mark: { width: '1%', whiteSpace: 'nowrap', userSelect: 'none' },
  text: { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
  added: { background: alpha(theme.palette.success.main, 0.2) },
  removed: { background: alpha(theme.palette.error.main, 0.2) },
  same: {},
  gap: {
    padding: theme.spacing(0.5, 1),
    textAlign: 'center',
    fontFamily: theme.typography.fontFamily,
  },
}));

function Frame(props: { label: string; children: ReactNode }) {
  const classes = useStyles();
  return (
    // A scrolling region has to be reachable by keyboard.
    <div
      className={classes.region}
      role="region"
      aria-label={props.label}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <table className={classes.table} aria-label={props.label}>
        {props.children}
      </table>
    </div>
  );
}

const SIGNS = { added: '+', removed: '−', same: '' };

function Mark({ type }: { type: DiffLine['type'] }) {
  const classes = useStyles();
  const { t } = useTranslationRef(fairwayReactTranslationRef);
  return (
    <td className={classes.mark}>
      <span aria-hidden>{SIGNS[type]}</span>
      {type !== 'same' && <VisuallyHidden>{t(`diff.${type}`)}</VisuallyHidden>}
    </td>
  );
}

function GapRow(props: { gap: Gap; columns: number }) {
  const classes = useStyles();
  const { t } = useTranslationRef(fairwayReactTranslationRef);
  return (
    <tr>
      <td colSpan={props.columns} className={classes.gap}>
        {t('diff.unchanged', { count: props.gap.count })}
      </td>
    </tr>
  );
}

/** One text with what was removed and added in its place. */
export function UnifiedTable(props: {
  rows: Array<DiffLine | Gap>;
  label: string;
}) {
  const classes = useStyles();
  return (
    <Frame label={props.label}>
      <tbody>
        {props.rows.map((row, i) =>
          row.type === 'gap' ? (
            <GapRow key={i} gap={row} columns={4} />
          ) : (
            <tr key={i} className={classes[row.type]}>
              <td className={classes.number}>
                {row.type === 'added' ? '' : row.before}
              </td>
              <td className={classes.number}>
                {row.type === 'removed' ? '' : row.after}
              </td>
              <Mark type={row.type} />
              <td className={classes.text}>{row.text}</td>
            </tr>
          ),
        )}
      </tbody>
    </Frame>
  );
}

/** Both texts, line beside line. */
export function SideTable(props: { rows: SideRow[]; label: string }) {
  const { t } = useTranslationRef(fairwayReactTranslationRef);
  return (
    <Frame label={props.label}>
      <thead>
        <tr>
          <th scope="col" colSpan={3}>
            {t('diff.before')}
          </th>
          <th scope="col" colSpan={3}>
            {t('diff.after')}
          </th>
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row, i) =>
          row.type === 'gap' ? (
            <GapRow key={i} gap={row} columns={6} />
          ) : (
            <tr key={i}>
              <SideCells line={row.before} side="before" />
              <SideCells line={row.after} side="after" />
            </tr>
          ),
        )}
      </tbody>
    </Frame>
  );
}

function SideCells(props: { line?: DiffLine; side: 'before' | 'after' }) {
  const { line, side } = props;
  const classes = useStyles();
  if (!line) {
    return <td colSpan={3} />;
  }
  const shade = classes[line.type];
  return (
    <>
      <td className={`${classes.number} ${shade}`}>{lineNumber(line, side)}</td>
      <Mark type={line.type} />
      <td className={`${classes.text} ${shade}`}>{line.text}</td>
    </>
  );
}

function lineNumber(line: DiffLine, side: 'before' | 'after'): number {
  if (line.type === 'removed') {
    return line.before;
  }
  return line.type === 'added' ? line.after : line[side];
}
