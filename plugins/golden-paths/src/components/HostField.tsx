import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import {
  hostProblem,
  portProblem,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { goldenPathsTranslationRef } from '../translation';
import type { FieldNames } from '../view/formParameters';
import { derivedHost } from '../view/stages';
import { LineField } from './LineField';
import { formDataOf, usePreflight } from './usePreflight';

/** A host name, and the URL that comes of it: as the gateway has it, if it is known. */
export function HostField(
  props: FieldExtensionComponentProps<string, HostOptions>,
) {
  const { formData = '', onChange, idSchema, schema, required } = props;
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  const { host, port, url } = useAddress(props);
  const wrongPort = port === undefined ? undefined : portProblem(port);
  const answer =
    port === undefined
      ? t('host.urlOnly', { url })
      : t('host.url', { url, port: String(port) });
  return (
    <LineField
      id={idSchema.$id}
      label={schema.title ?? t('host.label')}
      value={formData}
      required={required}
      problem={host ? hostProblem(host) ?? wrongPort : undefined}
      help={host ? answer : schema.description ?? t('host.help')}
      onChange={text => onChange(text || undefined)}
    />
  );
}

interface HostOptions {
  fields?: FieldNames;
  scheme?: 'http' | 'https';
  stage?: string;
}

/** Where it will answer, said or derived. */
function useAddress(props: FieldExtensionComponentProps<string, HostOptions>) {
  const { formData, formContext, uiSchema } = props;
  const { fields = {}, scheme = 'https', stage } = uiSchema['ui:options'] ?? {};
  const form = formDataOf(formContext);
  // The gateway of a later stage is in another cluster, which is not asked here.
  const { value } = usePreflight(stage ? {} : form, { fields });
  const host = formData || derived(form[fields.host ?? 'host'], stage);
  const port = form[fields.port ?? 'port'];
  const known = value?.urls?.find(one => new URL(one).hostname === host);
  return {
    host,
    port: typeof port === 'number' ? port : undefined,
    url: known ?? `${scheme}://${host}/`,
  };
}

/** That of a later stage follows from the first, unless it is said. */
function derived(first: unknown, stage?: string): string | undefined {
  return stage && typeof first === 'string' && first
    ? derivedHost(first, stage)
    : undefined;
}
