import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  scaffolderApiRef,
  type FieldExtensionComponentProps,
} from '@backstage/plugin-scaffolder-react';
import {
  ErrorNote,
  Note,
  ProgressNote,
  SelectField,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { goldenPathsTranslationRef } from '../translation';
import { endedRuns, type EndedRun } from '../view/runs';
import { useAnswer } from './useAnswer';

/** How many of one's latest runs are offered. */
const MOST = 50;

/** One of one's own runs that have ended. */
export function RunField(props: FieldExtensionComponentProps<string>) {
  const { formData = '', onChange, idSchema, schema, required } = props;
  const api = useApi(scaffolderApiRef);
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  const { value, error } = useAnswer(
    'runs',
    () => api.listTasks({ filterByOwnership: 'owned', limit: MOST }),
    0,
  );
  if (error) {
    return <ErrorNote title={t('run.failed')} error={error} />;
  }
  if (!value) {
    return <ProgressNote>{t('run.loading')}</ProgressNote>;
  }
  const runs = endedRuns(value.tasks);
  const isKnown = runs.some(({ id }) => id === formData);
  if (runs.length === 0 && !formData) {
    return <Note tone="unknown" title={t('run.none')} />;
  }
  const textOf = ({ template, name, status, at }: EndedRun) => {
    const ended = t(`run.status.${status}`);
    return name
      ? t('run.option', { template, name, ended, at })
      : t('run.nameless', { template, ended, at });
  };
  return (
    <SelectField
      id={idSchema.$id}
      label={schema.title ?? t('run.label')}
      helperText={schema.description ?? t('run.help')}
      required={required}
      fullWidth
      value={formData}
      options={[
        { value: '', text: t('run.choose'), disabled: true },
        ...(formData && !isKnown
          ? [{ value: formData, text: t('run.other', { id: formData }) }]
          : []),
        ...runs.map(run => ({ value: run.id, text: textOf(run) })),
      ]}
      onChange={onChange}
    />
  );
}
