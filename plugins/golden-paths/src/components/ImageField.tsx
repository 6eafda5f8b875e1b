import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import {
  parseImage,
  type ImageReference,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { goldenPathsTranslationRef } from '../translation';
import { LineField } from './LineField';

/** A reference to an image, taken apart as a container runtime does. */
export function ImageField(props: FieldExtensionComponentProps<string>) {
  const { formData = '', onChange, idSchema, schema, required } = props;
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  const parsed = formData ? parseImage(formData) : undefined;
  const versionOf = ({ tag, digest }: ImageReference) => {
    if (digest) {
      return t('image.digest', { digest: digest.slice(0, 19) });
    }
    return tag ? t('image.tag', { tag }) : t('image.noTag');
  };
  return (
    <LineField
      id={idSchema.$id}
      label={schema.title ?? t('image.label')}
      value={formData}
      required={required}
      problem={parsed && 'problem' in parsed ? parsed.problem : undefined}
      help={
        parsed && 'image' in parsed
          ? t('image.parts', {
              registry: parsed.image.registry,
              repository: parsed.image.repository,
              version: versionOf(parsed.image),
            })
          : schema.description ?? t('image.help')
      }
      onChange={text => onChange(text || undefined)}
    />
  );
}
