import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Campaign,
  GoldenPathTemplate,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { PlanDialog } from '@fairway-idp/backstage-plugin-fairway-react';
import { goldenPathsApiRef } from '../../api/GoldenPathsApi';
import { goldenPathsTranslationRef } from '../../translation';

/** Say why all of a golden path are upgraded. */
export function StartDialog(props: {
  template: GoldenPathTemplate;
  onClose: () => void;
  onDone: () => void;
}) {
  const { template, onClose, onDone } = props;
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  const api = useApi(goldenPathsApiRef);
  return (
    <PlanDialog<Campaign>
      title={t('campaigns.startTitle', { title: template.title })}
      applyLabel={t('campaigns.startApply')}
      loadPlan={async () => ({
        summary: t('campaigns.startSummary', { count: template.behind }),
        reasons: [],
        findings: [],
        noop: false,
        version: template.latest,
      })}
      apply={({ reason }) =>
        api.startCampaign({ template: template.template, reason })
      }
      onApplied={onDone}
      onClose={onClose}
    />
  );
}
