import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SandboxOptions } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  ErrorNote,
  ProgressNote,
} from '@fairway-idp/backstage-plugin-fairway-react';
import type { ReactNode } from 'react';
import { environmentsTranslationRef } from '../../translation';
import type { SandboxOptionsState } from '../useSandboxOptions';

/** A form that needs to know what is on offer, or that it is on its way. */
export function WithOptions(props: {
  state: SandboxOptionsState;
  children: (options: SandboxOptions) => ReactNode;
}) {
  const { options, error, retry } = props.state;
  const { t } = useTranslationRef(environmentsTranslationRef);
  if (options) {
    return <>{props.children(options)}</>;
  }
  return error ? (
    <ErrorNote error={error} onRetry={retry} />
  ) : (
    <ProgressNote>{t('form.loading')}</ProgressNote>
  );
}
