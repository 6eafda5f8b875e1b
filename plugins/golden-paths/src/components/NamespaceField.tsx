import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import type {
  GoldenPathPlace,
  GoldenPathPlaces,
  GoldenPathTarget,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  ErrorNote,
  Note,
  ProgressNote,
  SelectField,
} from '@fairway-idp/backstage-plugin-fairway-react';
import TextField from '@material-ui/core/TextField';
import { useState } from 'react';
import { goldenPathsApiRef } from '../api/GoldenPathsApi';
import { goldenPathsTranslationRef } from '../translation';
import { formParameters, type FieldNames } from '../view/formParameters';
import { derivedTarget } from '../view/stages';
import { AnyPlace } from './AnyPlace';
import { useAnswer } from './useAnswer';
import { formDataOf } from './usePreflight';

const keyOf = ({ cluster, namespace }: Partial<GoldenPathTarget>) =>
  namespace ? JSON.stringify([cluster, namespace]) : '';

/**
 * The namespaces that one may use; of a later stage, and where others may deliver,
 * any other by its name, too.
 */
export function NamespaceField(
  props: FieldExtensionComponentProps<
    Partial<GoldenPathTarget>,
    {
      stages?: string[];
      clusters?: string[];
      stage?: string;
      others?: boolean;
      fields?: FieldNames;
    }
  >,
) {
  const {
    formData = {},
    onChange,
    uiSchema,
    idSchema,
    schema,
    required,
  } = props;
  const { stages, clusters, stage, others, fields } =
    uiSchema['ui:options'] ?? {};
  const [search, setSearch] = useState('');
  const api = useApi(goldenPathsApiRef);
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  const { value, error } = useAnswer(
    search,
    signal => api.listPlaces(search ? { search } : {}, signal),
    search ? 300 : 0,
  );
  if (error) {
    return <ErrorNote title={t('target.label')} error={error} />;
  }
  if (!value) {
    return <ProgressNote>{t('target.loading')}</ProgressNote>;
  }
  const textOf = ({ namespace, clusterTitle, ...place }: GoldenPathPlace) =>
    place.stage
      ? t('target.stagedOption', {
          namespace,
          cluster: clusterTitle,
          stage: place.stage,
        })
      : t('target.option', { namespace, cluster: clusterTitle });
  const places = value.places.filter(
    place =>
      (!stages || stages.includes(place.stage ?? '')) &&
      (!clusters || clusters.includes(place.cluster)),
  );
  const first = stage
    ? formParameters(formDataOf(props.formContext), { fields }).target
    : undefined;
  const noneOf = () => {
    if (!stage) {
      return { text: t('target.choose'), disabled: true };
    }
    return {
      text: first
        ? t('target.derived', derivedTarget(first, stage))
        : t('target.derivedLater', { stage }),
    };
  };
  return (
    <>
      {(value.truncated || search) && (
        <TextField
          id={`${idSchema.$id}-search`}
          label={t('target.search')}
          helperText={value.truncated ? t('target.more') : undefined}
          value={search}
          onChange={event => setSearch(event.target.value)}
          variant="outlined"
          size="small"
          margin="dense"
        />
      )}
      {stage || others ? (
        <AnyPlace
          id={idSchema.$id}
          title={stage ? schema.title ?? stage : t('target.label')}
          help={t(stage ? 'target.stageHelp' : 'target.othersHelp')}
          required={required}
          none={noneOf()}
          cluster={first?.cluster}
          clusters={value.clusters.flatMap(({ cluster }) =>
            !clusters || clusters.includes(cluster) ? cluster : [],
          )}
          places={places}
          chosen={formData}
          textOf={textOf}
          onChange={onChange}
        />
      ) : (
        <PlaceSelect
          id={idSchema.$id}
          required={required}
          places={places}
          chosen={formData}
          textOf={textOf}
          onChange={onChange}
        />
      )}
      {!stage && <Silent errors={value.errors} />}
    </>
  );
}

function PlaceSelect(props: {
  id: string;
  required: boolean | undefined;
  places: readonly GoldenPathPlace[];
  chosen: Partial<GoldenPathTarget>;
  textOf: (place: GoldenPathPlace) => string;
  onChange: (target: GoldenPathTarget) => void;
}) {
  const { id, required, places, chosen, textOf, onChange } = props;
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  if (places.length === 0) {
    return <Note tone="warn" title={t('target.none')} />;
  }
  return (
    <SelectField
      id={id}
      label={t('target.label')}
      helperText={t('target.help')}
      required={required}
      fullWidth
      value={keyOf(chosen)}
      options={[
        { value: '', text: t('target.choose'), disabled: true },
        ...places.map(place => ({ value: keyOf(place), text: textOf(place) })),
      ]}
      onChange={key => {
        const found = places.find(place => keyOf(place) === key);
        if (found) {
          onChange({ cluster: found.cluster, namespace: found.namespace });
        }
      }}
    />
  );
}

function Silent(props: { errors: GoldenPathPlaces['errors'] }) {
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  return (
    <>
      {props.errors.map(({ cluster, message }) => (
        <Note key={cluster} tone="warn" title={t('target.failed', { cluster })}>
          {message}
        </Note>
      ))}
    </>
  );
}
