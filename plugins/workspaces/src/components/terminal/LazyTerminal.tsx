import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ProgressNote } from '@fairway-idp/backstage-plugin-fairway-react';
import { type ComponentProps, lazy, Suspense } from 'react';
import { workspacesTranslationRef } from '../../translation';
import type { TerminalPanel } from './TerminalPanel';

const Panel = lazy(() =>
  import('./TerminalPanel').then(m => ({ default: m.TerminalPanel })),
);

/** The terminal, which nobody loads who does not open it. */
export function LazyTerminal(props: ComponentProps<typeof TerminalPanel>) {
  const { t } = useTranslationRef(workspacesTranslationRef);
  return (
    <Suspense fallback={<ProgressNote>{t('terminal.loading')}</ProgressNote>}>
      <Panel {...props} />
    </Suspense>
  );
}
