import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import {
  ErrorNote,
  Note,
  ProgressNote,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { useEffect } from 'react';
import { goldenPathsTranslationRef } from '../translation';
import type { AskOptions } from '../view/formParameters';
import { FindingList } from './FindingList';
import { formDataOf, usePreflight } from './usePreflight';

/** Everything that the cluster has to say to the form. Has no value to fill in. */
export function PreflightField(
  props: FieldExtensionComponentProps<boolean, AskOptions>,
) {
  const { formData, onChange, uiSchema, formContext } = props;
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  const { value, error, namespace } = usePreflight(
    formDataOf(formContext),
    uiSchema['ui:options'] ?? {},
  );
  useEffect(() => {
    // The form asks only fields with a value whether they are valid.
    if (!formData) {
      onChange(true);
    }
  }, [formData, onChange]);
  if (error) {
    return <ErrorNote title={t('check.failed')} error={error} />;
  }
  if (!namespace) {
    return <Note tone="unknown" title={t('check.notYet')} />;
  }
  if (!value) {
    return <ProgressNote>{t('check.checking')}</ProgressNote>;
  }
  return (
    <section aria-label={t('check.title')}>
      {value.passed && <Note tone="ok" title={t('check.passed')} />}
      <FindingList findings={value.findings} />
    </section>
  );
}
