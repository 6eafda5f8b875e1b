import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import { makeStyles } from '@material-ui/core/styles';
import type { Finding } from '@fairway-idp/backstage-plugin-fairway-common';
import { useId } from 'react';
import { Note } from '../notes/Note';
import { TextWithTimes } from '../time/Moment';
import { fairwayReactTranslationRef } from '../translation';

const useStyles = makeStyles(theme => ({
  evidence: {
    display: 'grid',
    gridTemplateColumns: 'max-content 1fr',
    columnGap: theme.spacing(2),
    margin: theme.spacing(0.5, 0, 0),
    color: theme.palette.text.secondary,
    '& dd': { margin: 0, overflowWrap: 'anywhere' },
  },
}));

const TONES = { block: 'bad', confirm: 'warn', info: 'unknown' } as const;

/** What was ticked, and how to tick. @public */
export interface Acknowledgement {
  readOnly: boolean;
  acknowledged: ReadonlySet<string>;
  onAcknowledge: (ids: Set<string>) => void;
}

/**
 * What the guards found. What needs a tick has a checkbox, where there is
 * something to go on with.
 *
 * @public
 */
export function Findings(props: {
  findings: Finding[];
  acknowledgement?: Acknowledgement;
}) {
  const { findings, acknowledgement } = props;
  const toggle = (id: string) => {
    const ids = new Set(acknowledgement?.acknowledged);
    if (!ids.delete(id)) {
      ids.add(id);
    }
    acknowledgement?.onAcknowledge(ids);
  };
  return (
    <>
      {bySeverity(findings).map(finding => (
        <FindingNote
          key={finding.id}
          finding={finding}
          tick={
            acknowledgement && {
              readOnly: acknowledgement.readOnly,
              ticked: acknowledgement.acknowledged.has(finding.id),
              onToggle: () => toggle(finding.id),
            }
          }
        />
      ))}
    </>
  );
}

const GRAVEST_FIRST = ['block', 'confirm', 'info'];

function bySeverity(findings: Finding[]): Finding[] {
  return [...findings].sort(
    (a, b) =>
      GRAVEST_FIRST.indexOf(a.severity) - GRAVEST_FIRST.indexOf(b.severity),
  );
}

function FindingNote(props: {
  finding: Finding;
  tick?: { readOnly: boolean; ticked: boolean; onToggle: () => void };
}) {
  const { finding, tick } = props;
  const classes = useStyles();
  const id = useId();
  const { t } = useTranslationRef(fairwayReactTranslationRef);
  const titles = {
    block: t('plan.blocked'),
    confirm: tick ? t('plan.confirmNeeded') : t('plan.findings'),
    info: t('plan.info'),
  };
  return (
    <Note
      tone={TONES[finding.severity]}
      title={titles[finding.severity]}
      actions={
        finding.severity === 'confirm' &&
        tick && (
          <FormControlLabel
            label={t('plan.confirm')}
            control={
              <Checkbox
                color="primary"
                checked={tick.ticked}
                disabled={tick.readOnly}
                onChange={tick.onToggle}
                inputProps={{ 'aria-describedby': id }}
              />
            }
          />
        )
      }
    >
      <div id={id}>
        <TextWithTimes text={finding.message} />
      </div>
      {finding.evidence.length > 0 && (
        <dl className={classes.evidence}>
          {finding.evidence.map(({ label, value }) => (
            <Evidence key={label} label={label} value={value} />
          ))}
        </dl>
      )}
    </Note>
  );
}

function Evidence(props: { label: string; value: string }) {
  return (
    <>
      <dt>{props.label}</dt>
      <dd>{props.value}</dd>
    </>
  );
}
