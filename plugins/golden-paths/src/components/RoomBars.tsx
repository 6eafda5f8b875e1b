import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ErrorNote,
  ProgressNote,
  UsageBar,
} from '@fairway-idp/backstage-plugin-fairway-react';
import Typography from '@material-ui/core/Typography';
import { goldenPathsTranslationRef } from '../translation';
import type { AskOptions } from '../view/formParameters';
import { roomBars } from '../view/resources';
import { FindingList } from './FindingList';
import { usePreflight } from './usePreflight';

/** Findings that are about how large something is. */
const ABOUT_SIZE = ['resources', 'replicas'];

/** What the form asks of the namespace's quotas, and what is left of them. */
export function RoomBars(props: {
  formData: Record<string, unknown>;
  options: AskOptions;
}) {
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  const { value, error, namespace } = usePreflight(
    props.formData,
    props.options,
  );
  if (error) {
    return <ErrorNote title={t('check.failed')} error={error} />;
  }
  if (!namespace) {
    return <Words>{t('resources.noTarget')}</Words>;
  }
  if (!value) {
    return <ProgressNote>{t('check.checking')}</ProgressNote>;
  }
  const bars = roomBars(value.room);
  return (
    <>
      {bars.every(({ stage }) => stage) && (
        <Words>{t('resources.noQuota', { namespace })}</Words>
      )}
      {bars.map(({ key, share, ...bar }) => {
        const amounts = { ...bar, namespace: bar.namespace ?? namespace };
        return (
          <UsageBar
            key={key}
            label={bar.stage ? `${bar.stage}: ${bar.resource}` : bar.resource}
            share={share}
            words={
              bar.fits
                ? t('resources.fits', amounts)
                : t('resources.tooMuch', amounts)
            }
          />
        );
      })}
      <FindingList
        findings={value.findings.filter(({ field }) =>
          ABOUT_SIZE.includes(field ?? ''),
        )}
      />
    </>
  );
}

function Words(props: { children: string }) {
  return (
    <Typography variant="body2" color="textSecondary">
      {props.children}
    </Typography>
  );
}
