import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  CleanupFinding,
  FindingState as State,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  Age,
  formatMoney,
  Moment,
  RelativeTime,
  Tag,
  TextWithTimes,
  type Tone,
  ToneChip,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { makeStyles } from '@material-ui/core/styles';
import { housekeepingTranslationRef } from '../../translation';
import { ObjectCell } from '../shared/ObjectCell';
import { OwnerCell } from '../shared/OwnerCell';

const TONES: Record<State, Tone> = {
  candidate: 'progress',
  warned: 'warn',
  renewed: 'ok',
  due: 'bad',
  kept: 'ok',
  asleep: 'paused',
  unknown: 'unknown',
  deleting: 'progress',
};

const useStyles = makeStyles(theme => ({
  faint: { color: theme.palette.text.secondary },
  words: { marginTop: theme.spacing(0.5), overflowWrap: 'anywhere' },
}));

interface CellProps {
  finding: CleanupFinding;
}

/** What was found, and that it is protected. */
export function FindingObject(props: CellProps & { cluster?: string }) {
  const { finding, cluster } = props;
  const { t } = useTranslationRef(housekeepingTranslationRef);
  return (
    <ObjectCell object={finding} cluster={cluster}>
      {finding.protection && <Tag strong>{t('row.protected')}</Tag>}
    </ObjectCell>
  );
}

/** By which rule, and for how long it has been so. */
export function FindingRule({ finding }: CellProps) {
  const classes = useStyles();
  const { t } = useTranslationRef(housekeepingTranslationRef);
  return (
    <>
      {finding.ruleTitle}
      <div className={classes.faint}>
        {t('row.for')} <Age since={finding.staleSince} />
      </div>
    </>
  );
}

/** Where it stands, and why. */
export function FindingState({ finding }: CellProps) {
  const { state, message } = finding;
  const classes = useStyles();
  const { t } = useTranslationRef(housekeepingTranslationRef);
  return (
    <>
      <ToneChip tone={TONES[state]}>{t(`state.${state}`)}</ToneChip>
      <div className={classes.words}>
        <TextWithTimes text={message} />
      </div>
    </>
  );
}

/** Who is asked, and how that is known. */
export function FindingOwner({ finding }: CellProps) {
  const { owner, ownerFrom, entity } = finding;
  const { t } = useTranslationRef(housekeepingTranslationRef);
  const surprising = ownerFrom === 'fallback' || ownerFrom === 'nobody';
  return (
    <OwnerCell
      owner={owner}
      entity={entity}
      note={surprising && t(`row.ownerFrom.${ownerFrom}`)}
    />
  );
}

/** When it goes at the earliest, or until when it is kept. */
export function FindingDeadline({ finding }: CellProps) {
  const { state, protection, renewedUntil, deadline } = finding;
  const classes = useStyles();
  const { t } = useTranslationRef(housekeepingTranslationRef);
  if (protection) {
    return <>{t('row.neverProtected')}</>;
  }
  if (state === 'renewed' && renewedUntil) {
    return <When words={t('row.keptUntil')} at={renewedUntil} />;
  }
  if (state === 'due' || state === 'deleting') {
    return <>{t('row.nextPass')}</>;
  }
  if (state === 'warned' && deadline) {
    return <When words={t('row.notBefore')} at={deadline} />;
  }
  return (
    <span className={classes.faint}>
      {state === 'candidate' ? t('row.notWarned') : t('row.never')}
    </span>
  );
}

function When({ words, at }: { words: string; at: string }) {
  const classes = useStyles();
  return (
    <>
      <RelativeTime at={at} />
      <div className={classes.faint}>
        {words} <Moment at={at} />
      </div>
    </>
  );
}

/** What a month of it costs, where that is known. */
export function FindingCost({ finding }: CellProps) {
  const { cost } = finding;
  const classes = useStyles();
  const { t } = useTranslationRef(housekeepingTranslationRef);
  return cost?.perMonth === undefined ? (
    <span className={classes.faint}>{t('row.noPrice')}</span>
  ) : (
    <>{formatMoney(cost.perMonth, cost.currency)}</>
  );
}
