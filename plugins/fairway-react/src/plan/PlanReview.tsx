import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import { useEffect, useRef } from 'react';
import { YamlDiff } from '../diff/YamlDiff';
import { ToneIcon } from '../status/ToneIcon';
import { TextWithTimes } from '../time/Moment';
import { fairwayReactTranslationRef } from '../translation';
import { Findings } from './Findings';
import type { ReviewedPlan } from './planState';

const useStyles = makeStyles(theme => ({
  summary: {
    ...theme.typography.subtitle1,
    margin: 0,
    '&:focus': { outline: 'none' },
  },
  heading: {
    ...theme.typography.subtitle2,
    margin: theme.spacing(2, 0, 0.5),
  },
  list: { margin: 0, paddingLeft: theme.spacing(3) },
  words: {
    margin: theme.spacing(0.5, 0),
    padding: theme.spacing(1),
    background: theme.palette.background.default,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    fontFamily: 'monospace',
    fontSize: '0.8125rem',
  },
  reason: { marginTop: theme.spacing(2) },
}));

/** What would be done, why, what stands against it, and the field for why. */
export function PlanReview(props: {
  plan: ReviewedPlan;
  readOnly: boolean;
  askReason: boolean;
  reason: string;
  onReason: (reason: string) => void;
  acknowledged: ReadonlySet<string>;
  onAcknowledge: (ids: Set<string>) => void;
}) {
  const { plan, readOnly, askReason, reason, onReason } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(fairwayReactTranslationRef);
  const summary = useRef<HTMLParagraphElement>(null);
  // The button that had the focus is gone; reading starts with the summary.
  useEffect(() => summary.current?.focus(), [plan]);
  return (
    <>
      <p ref={summary} tabIndex={-1} className={classes.summary}>
        <TextWithTimes text={plan.summary} />
      </p>
      {plan.noop && <p>{t('plan.noop')}</p>}
      <Reasons plan={plan} />
      {plan.findings.length > 0 && (
        <>
          <h3 className={classes.heading}>{t('plan.findings')}</h3>
          <Findings
            findings={plan.findings}
            acknowledgement={{
              readOnly,
              acknowledged: props.acknowledged,
              onAcknowledge: props.onAcknowledge,
            }}
          />
        </>
      )}
      {!plan.noop && plan.after !== undefined && (
        <>
          <h3 className={classes.heading}>{t('plan.changes')}</h3>
          <YamlDiff
            before={plan.before ?? ''}
            after={plan.after}
            label={t('plan.changes')}
          />
        </>
      )}
      {!plan.noop && plan.dryRun && <DryRun dryRun={plan.dryRun} />}
      {askReason && (
        <TextField
          className={classes.reason}
          id="fairway-plan-reason"
          label={t('plan.reason')}
          helperText={t('plan.reasonHelp')}
          value={reason}
          onChange={event => onReason(event.target.value)}
          inputProps={{ maxLength: 500, 'aria-required': true }}
          disabled={readOnly}
          fullWidth
          variant="outlined"
          size="small"
        />
      )}
    </>
  );
}

/** What leads to the changes, or, where none are shown, what will be done. */
function Reasons({ plan }: { plan: ReviewedPlan }) {
  const classes = useStyles();
  const { t } = useTranslationRef(fairwayReactTranslationRef);
  if (plan.reasons.length === 0) {
    return null;
  }
  return (
    <>
      <h3 className={classes.heading}>
        {plan.after === undefined ? t('plan.steps') : t('plan.reasons')}
      </h3>
      <ul className={classes.list}>
        {plan.reasons.map(each => (
          <li key={each}>
            <TextWithTimes text={each} />
          </li>
        ))}
      </ul>
    </>
  );
}

function DryRun(props: { dryRun: NonNullable<ReviewedPlan['dryRun']> }) {
  const { dryRun } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(fairwayReactTranslationRef);
  const outcomes = {
    accepted: { tone: 'ok', words: t('plan.dryRunAccepted') },
    refused: { tone: 'bad', words: t('plan.dryRunRefused') },
    skipped: { tone: 'unknown', words: t('plan.dryRunSkipped') },
  } as const;
  const { tone, words } = outcomes[dryRun.outcome];
  return (
    <>
      <div>
        <ToneIcon tone={tone} /> {words}
      </div>
      {dryRun.message && <div className={classes.words}>{dryRun.message}</div>}
    </>
  );
}
