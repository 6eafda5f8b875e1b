import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Campaign } from '@fairway-idp/backstage-plugin-fairway-common';
import { PlanDialog } from '@fairway-idp/backstage-plugin-fairway-react';
import { goldenPathsApiRef } from '../../api/GoldenPathsApi';
import { goldenPathsTranslationRef } from '../../translation';
import type { CampaignVerb } from './CampaignSection';

/** Say why a campaign is to go on, wait or end. */
export function ChangeDialog(props: {
  campaign: Campaign;
  /** Of the template. */
  name: string;
  to: CampaignVerb;
  onClose: () => void;
  onDone: () => void;
}) {
  const { campaign, name, to, onClose, onDone } = props;
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  const api = useApi(goldenPathsApiRef);
  const verb = t(`campaigns.to.${to}`);
  return (
    <PlanDialog<Campaign>
      title={t('campaigns.changeTitle', { verb, template: name })}
      applyLabel={verb}
      dangerous={to === 'stopped'}
      loadPlan={async () => ({
        summary: t(`campaigns.changeSummary.${to}`),
        reasons: [],
        findings: [],
        noop: false,
        version: campaign.state,
      })}
      apply={({ reason }) =>
        api.changeCampaign({ id: campaign.id, to, reason })
      }
      onApplied={onDone}
      onClose={onClose}
    />
  );
}
