import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  EnvironmentTier,
  SandboxOptions,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  formatMoney,
  ToneText,
} from '@fairway-idp/backstage-plugin-fairway-react';
import Radio from '@material-ui/core/Radio';
import { makeStyles } from '@material-ui/core/styles';
import { environmentsTranslationRef } from '../../translation';
import { mostCost } from '../../view/sandboxDraft';
import type { ScheduleDraft } from '../../view/week';
import { FieldGroup } from '../FieldGroup';

type Tier = SandboxOptions['tiers'][0];

const useStyles = makeStyles(theme => ({
  tiers: {
    display: 'grid',
    gap: theme.spacing(1.5),
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(200px, 100%), 1fr))',
  },
  tier: {
    display: 'block',
    position: 'relative',
    padding: theme.spacing(1, 1.5, 1.5),
    border: `1px solid ${theme.palette.text.secondary}`,
    borderRadius: theme.shape.borderRadius,
    cursor: 'pointer',
    ...theme.typography.body2,
    color: theme.palette.text.primary,
  },
  chosen: {
    borderColor: theme.palette.primary.main,
    boxShadow: `0 0 0 1px ${theme.palette.primary.main}`,
  },
  name: { display: 'flex', alignItems: 'center', fontWeight: 700 },
  radio: { margin: theme.spacing(-0.5, 0.5, -0.5, -1) },
  cost: { fontWeight: 700, marginTop: theme.spacing(0.5) },
  refused: { marginTop: theme.spacing(0.5) },
  faint: { color: theme.palette.text.secondary },
}));

/** How much it may use, and what that costs at most. */
export function TierChoice(props: {
  tiers: Tier[];
  chosen: EnvironmentTier;
  schedule: ScheduleDraft;
  onChoose: (tier: EnvironmentTier) => void;
}) {
  const { tiers, chosen, schedule, onChoose } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(environmentsTranslationRef);
  return (
    <FieldGroup legend={t('create.tier')}>
      <div className={classes.tiers}>
        {tiers.map(tier => (
          <TierCard
            key={tier.tier}
            tier={tier}
            schedule={schedule}
            chosen={tier.tier === chosen}
            onChoose={() => onChoose(tier.tier)}
          />
        ))}
      </div>
    </FieldGroup>
  );
}

function TierCard(props: {
  tier: Tier;
  schedule: ScheduleDraft;
  chosen: boolean;
  onChoose: () => void;
}) {
  const { tier, schedule, chosen, onChoose } = props;
  const { requests, limits, storage, pods, cost, create } = tier;
  const classes = useStyles();
  const { t } = useTranslationRef(environmentsTranslationRef);
  const most = mostCost(cost, schedule);
  return (
    <label className={`${classes.tier} ${chosen ? classes.chosen : ''}`}>
      <span className={classes.name}>
        <Radio
          className={classes.radio}
          color="primary"
          size="small"
          name="environments-create-tier"
          value={tier.tier}
          checked={chosen}
          onChange={onChoose}
        />
        {t(`tier.${tier.tier}`)}
      </span>
      <div>
        {t('create.requests', { cpu: requests.cpu, memory: requests.memory })}
      </div>
      <div>
        {t('create.limits', { cpu: limits.cpu, memory: limits.memory })}
      </div>
      <div className={classes.faint}>
        {t('create.rest', { storage, pods: String(pods) })}
      </div>
      {!create.enabled && (
        <div className={classes.refused}>
          <ToneText tone="warn">{create.why}</ToneText>
        </div>
      )}
      <div className={classes.cost}>
        {most === undefined
          ? t('create.costUnknown')
          : t('create.upTo', { amount: formatMoney(most, cost.currency) })}
      </div>
    </label>
  );
}
