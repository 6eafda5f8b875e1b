import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { scmIntegrationsApiRef } from '@backstage/integration-react';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { Note, SelectField } from '@fairway-idp/backstage-plugin-fairway-react';
import { useEffect } from 'react';
import { goldenPathsTranslationRef } from '../translation';
import type { FieldNames } from '../view/formParameters';
import {
  formatRepository,
  parseRepository,
  type Repository,
} from '../view/repository';
import { LineField } from './LineField';
import { formDataOf } from './usePreflight';

/** A new repository on one of the forges that the portal can write to. */
export function RepositoryField(
  props: FieldExtensionComponentProps<string, { fields?: FieldNames }>,
) {
  const { formData = '', onChange, idSchema, formContext, uiSchema } = props;
  const { required } = props;
  const { fields } = uiSchema['ui:options'] ?? {};
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  const form = formDataOf(formContext);
  const hosts = useHosts(form[fields?.forge ?? 'forge']);
  const known = parseRepository(formData);
  const name = form[fields?.name ?? 'name'];
  const host = hosts.includes(known.host) ? known.host : hosts[0] ?? '';
  const named = typeof name === 'string' ? name : '';
  const repo = formData || !required ? known.repo : named;
  const stated = formatRepository({ ...known, host, repo });
  useEffect(() => {
    // What may be left out is said when somebody fills it in.
    if (host && stated !== formData && (required || formData)) {
      onChange(stated);
    }
  }, [host, stated, formData, required, onChange]);
  if (hosts.length === 0) {
    return <Note tone="warn" title={t('repository.none')} />;
  }
  const set = (some: Partial<Repository>) => {
    const next = { ...known, host, ...(!formData && { repo: named }), ...some };
    const isLeftOut = !required && !next.owner && !next.repo;
    onChange(isLeftOut ? undefined : formatRepository(next));
  };
  return (
    <>
      <SelectField
        id={`${idSchema.$id}-host`}
        label={t('repository.host')}
        value={host}
        options={hosts.map(one => ({ value: one, text: one }))}
        onChange={value => set({ host: value })}
        fullWidth
      />
      <LineField
        id={`${idSchema.$id}-owner`}
        label={t('repository.owner')}
        value={known.owner}
        required={required}
        problem={undefined}
        help={t('repository.ownerHelp')}
        onChange={owner => set({ owner })}
      />
      <LineField
        id={`${idSchema.$id}-repo`}
        label={t('repository.repo')}
        value={repo}
        required={required}
        problem={undefined}
        help={t('repository.repoHelp')}
        onChange={value => set({ repo: value })}
      />
    </>
  );
}

/** Of the forge that the form names, if it names one; else of all. */
function useHosts(forge: unknown): string[] {
  const { github, gitlab, gitea } = useApi(scmIntegrationsApiRef);
  const byForge = { github, gitlab, gitea };
  const asked = Object.entries(byForge).filter(
    ([type]) => typeof forge !== 'string' || forge === type,
  );
  return asked.flatMap(([, integrations]) =>
    integrations.list().map(({ config }) => config.host),
  );
}
