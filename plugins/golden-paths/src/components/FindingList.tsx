import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { GoldenPathFinding } from '@fairway-idp/backstage-plugin-fairway-common';
import { Note } from '@fairway-idp/backstage-plugin-fairway-react';
import { goldenPathsTranslationRef } from '../translation';

const TONES = { block: 'bad', confirm: 'warn', info: 'unknown' } as const;

/** What was found, the gravest first. */
export function FindingList(props: { findings: readonly GoldenPathFinding[] }) {
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  const titles = {
    block: t('check.block'),
    confirm: t('check.confirm'),
    info: t('check.info'),
  };
  return (
    <div role="status">
      {props.findings.map(({ id, severity, message, field, object }) => (
        <Note
          key={[id, object, message].join()}
          tone={TONES[severity]}
          title={field ? `${titles[severity]}: ${field}` : titles[severity]}
        >
          {message}
        </Note>
      ))}
    </div>
  );
}
