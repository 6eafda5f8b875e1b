import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  EnvironmentTier,
  SandboxOptions,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  CardChoice,
  formatMoney,
  ToneText,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { makeStyles } from '@material-ui/core/styles';
import { environmentsTranslationRef } from '../../translation';
import { mostCost } from '../../view/sandboxDraft';
import type { ScheduleDraft } from '../../view/week';

type Tier = SandboxOptions['tiers'][0];

const useStyles = makeStyles(theme => ({
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
  const { t } = useTranslationRef(environmentsTranslationRef);
  return (
    <CardChoice
      legend={t('create.tier')}
      name="environments-create-tier"
      value={chosen}
      options={tiers.map(tier => ({
        value: tier.tier,
        title: t(`tier.${tier.tier}`),
        content: <TierWords tier={tier} schedule={schedule} />,
      }))}
      onChange={onChoose}
    />
  );
}

function TierWords(props: { tier: Tier; schedule: ScheduleDraft }) {
  const { requests, limits, storage, pods, cost, create } = props.tier;
  const classes = useStyles();
  const { t } = useTranslationRef(environmentsTranslationRef);
  const most = mostCost(cost, props.schedule);
  return (
    <>
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
    </>
  );
}
