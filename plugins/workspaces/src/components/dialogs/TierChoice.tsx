import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkspaceTierOption } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  CardChoice,
  ToneText,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { makeStyles } from '@material-ui/core/styles';
import { workspacesTranslationRef } from '../../translation';

const useStyles = makeStyles(theme => ({
  fit: { marginTop: theme.spacing(0.5) },
  faint: { color: theme.palette.text.secondary },
}));

/** How much it may use, and whether the quota has room for that. */
export function TierChoice(props: {
  tiers: WorkspaceTierOption[];
  chosen: WorkspaceTierOption['tier'];
  onChoose: (tier: WorkspaceTierOption['tier']) => void;
}) {
  const { tiers, chosen, onChoose } = props;
  const { t } = useTranslationRef(workspacesTranslationRef);
  return (
    <CardChoice
      legend={t('form.size')}
      name="workspaces-create-tier"
      value={chosen}
      options={tiers.map(option => ({
        value: option.tier,
        title: t(`tier.${option.tier}`),
        content: <TierWords option={option} />,
      }))}
      onChange={onChoose}
    />
  );
}

function TierWords({ option }: { option: WorkspaceTierOption }) {
  const { requests, limits, storage } = option.resources;
  const classes = useStyles();
  const { t } = useTranslationRef(workspacesTranslationRef);
  return (
    <>
      <div>
        {t('form.requests', { cpu: requests.cpu, memory: requests.memory })}
      </div>
      <div>{t('form.limits', { cpu: limits.cpu, memory: limits.memory })}</div>
      <div className={classes.faint}>{t('form.storage', { storage })}</div>
      <div className={classes.fit}>
        <TierFit option={option} />
      </div>
    </>
  );
}

/** Whether there is room for it, and if not, for what. */
export function TierFit({ option }: { option: WorkspaceTierOption }) {
  const { t } = useTranslationRef(workspacesTranslationRef);
  const { enabled, why } = option.fits;
  return (
    <ToneText tone={enabled ? 'ok' : 'warn'}>
      {enabled ? t('offer.fits') : why}
    </ToneText>
  );
}
