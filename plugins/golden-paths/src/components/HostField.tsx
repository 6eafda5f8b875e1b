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
  props: FieldExtensionComponentProps<
    string,
    { fields?: FieldNames; scheme?: 'http' | 'https'; stage?: string }
  >,
) {
  const { formData = '', onChange, idSchema, schema, required } = props;
  const {
    fields,
    scheme = 'https',
    stage,
  } = props.uiSchema['ui:options'] ?? {};
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  const form = formDataOf(props.formContext);
  const port = form[fields?.port ?? 'port'];
  const first = form[fields?.host ?? 'host'];
  // That of a later stage follows from the first, unless it is said.
  const derived =
    stage && typeof first === 'string' && first
      ? derivedHost(first, stage)
      : undefined;
  const host = formData || derived;
  // The gateway of a later stage is in another cluster, which is not asked here.
  const { value } = usePreflight(stage ? {} : form, { fields });
  const known = value?.urls?.find(one => new URL(one).hostname === host);
  const url = known ?? `${scheme}://${host}/`;
  const wrongPort = typeof port === 'number' ? portProblem(port) : undefined;
  const answer =
    typeof port === 'number'
      ? t('host.url', { url, port: String(port) })
      : t('host.urlOnly', { url });
  return (
    <LineField
      id={idSchema.$id}
      label={schema.title ?? t('host.label')}
      value={formData}
      required={required}
      problem={host ? hostProblem(host) ?? wrongPort : undefined}
      help={host ? answer : schema.description ?? t('host.help')}
      onChange={onChange}
    />
  );
}
