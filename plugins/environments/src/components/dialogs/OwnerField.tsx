import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import { SelectField } from '@fairway-idp/backstage-plugin-fairway-react';
import { environmentsTranslationRef } from '../../translation';

/** Whose it shall be: the viewer's own, or a group's of theirs. */
export function OwnerField(props: {
  owners: string[];
  value: string;
  perOwner: number;
  onChange: (owner: string) => void;
}) {
  const { owners, value, perOwner, onChange } = props;
  const { t } = useTranslationRef(environmentsTranslationRef);
  const chosen = useEntityPresentation(value || 'user:unknown');
  return (
    <SelectField
      id="environments-create-owner"
      label={t('create.owner')}
      value={value}
      options={owners.map(ref => ({
        value: ref,
        text: ref === owners[0] ? t('create.you', { ref }) : ref,
      }))}
      helperText={t('create.ownerHelp', {
        owner: chosen.primaryTitle,
        count: perOwner,
      })}
      onChange={onChange}
      fullWidth
    />
  );
}
