import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import {
  resourceProblems,
  type GoldenPathResources,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { SelectField } from '@fairway-idp/backstage-plugin-fairway-react';
import { makeStyles } from '@material-ui/core/styles';
import { useEffect } from 'react';
import { goldenPathsTranslationRef } from '../translation';
import type { AskOptions } from '../view/formParameters';
import { TIERS, tierOf, withAmount, type Resource } from '../view/resources';
import { AmountField } from './AmountField';
import { RoomBars } from './RoomBars';
import { formDataOf } from './usePreflight';

const useStyles = makeStyles(theme => ({
  amounts: {
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(220px, 100%), 1fr))',
    margin: theme.spacing(2, 0),
    alignItems: 'start',
  },
}));

/** Of a field that others put into their template without a value. */
const FIRST = TIERS[1].resources;

const AMOUNTS: ReadonlyArray<{
  place: 'requests' | 'limits';
  resource: Resource;
}> = [
  { place: 'requests', resource: 'cpu' },
  { place: 'requests', resource: 'memory' },
  { place: 'limits', resource: 'cpu' },
  { place: 'limits', resource: 'memory' },
];

/** How large: a size or exact amounts, and whether it fits. */
export function ResourcesField(
  props: FieldExtensionComponentProps<GoldenPathResources, AskOptions>,
) {
  const { formData, onChange, uiSchema, formContext, idSchema } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  const isEmpty = !formData?.requests && !formData?.limits;
  const resources = isEmpty ? FIRST : formData;
  useEffect(() => {
    if (isEmpty) {
      onChange(FIRST);
    }
  }, [isEmpty, onChange]);
  const problems = resourceProblems(resources);
  const labels = {
    requests: {
      cpu: t('resources.requestsCpu'),
      memory: t('resources.requestsMemory'),
    },
    limits: {
      cpu: t('resources.limitsCpu'),
      memory: t('resources.limitsMemory'),
    },
  };
  return (
    <>
      <SelectField
        id={idSchema.$id}
        label={t('resources.size')}
        value={tierOf(resources)?.id ?? 'own'}
        options={[
          ...TIERS.map(tier => ({
            value: tier.id as string,
            text: `${t(`resources.tier.${tier.id}`)}: ${
              tier.resources.requests?.cpu
            } CPU, ${tier.resources.requests?.memory}`,
          })),
          { value: 'own', text: t('resources.own') },
        ]}
        onChange={id => {
          const tier = TIERS.find(one => one.id === id);
          if (tier) {
            onChange(tier.resources);
          }
        }}
      />
      <div className={classes.amounts}>
        {AMOUNTS.map(({ place, resource }) => (
          <AmountField
            key={`${place}-${resource}`}
            id={`${idSchema.$id}-${place}-${resource}`}
            label={labels[place][resource]}
            resource={resource}
            optional={place === 'limits'}
            value={resources[place]?.[resource]}
            problem={
              problems.find(({ field }) => field === `${place}.${resource}`)
                ?.message
            }
            onChange={text =>
              onChange(withAmount(resources, { place, resource }, text))
            }
          />
        ))}
      </div>
      <RoomBars
        formData={formDataOf(formContext)}
        options={uiSchema['ui:options'] ?? {}}
      />
    </>
  );
}
