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

type FieldProps = FieldExtensionComponentProps<
  Partial<GoldenPathTarget>,
  {
    stages?: string[];
    clusters?: string[];
    stage?: string;
    others?: boolean;
    fields?: FieldNames;
  }
>;

/**
 * The namespaces that one may use; of a later stage, and where others may deliver,
 * any other by its name, too.
 */
export function NamespaceField(props: FieldProps) {
  const { formData = {}, onChange, uiSchema, idSchema, required } = props;
  const { stages, clusters, stage, others } = uiSchema['ui:options'] ?? {};
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
  const places = offered(value.places, { stages, clusters });
  return (
    <>
      {(value.truncated || search) && (
        <Search
          id={idSchema.$id}
          text={search}
          truncated={value.truncated}
          onChange={setSearch}
        />
      )}
      {stage || others ? (
        <NamedPlace
          field={props}
          places={places}
          clusters={value.clusters.map(({ cluster }) => cluster)}
          textOf={textOf}
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

function Search(props: {
  id: string;
  text: string;
  truncated: boolean;
  onChange: (text: string) => void;
}) {
  const { id, text, truncated, onChange } = props;
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  return (
    <TextField
      id={`${id}-search`}
      label={t('target.search')}
      helperText={truncated ? t('target.more') : undefined}
      value={text}
      onChange={event => onChange(event.target.value)}
      variant="outlined"
      size="small"
      margin="dense"
    />
  );
}

function offered(
  places: readonly GoldenPathPlace[],
  only: { stages?: string[]; clusters?: string[] },
): GoldenPathPlace[] {
  const { stages, clusters } = only;
  return places.filter(
    place =>
      (!stages || stages.includes(place.stage ?? '')) &&
      (!clusters || clusters.includes(place.cluster)),
  );
}

/** A later stage may be left to the template; where it runs first is chosen. */
function NamedPlace(props: {
  field: FieldProps;
  places: readonly GoldenPathPlace[];
  clusters: readonly string[];
  textOf: (place: GoldenPathPlace) => string;
}) {
  const { field, places, clusters, textOf } = props;
  const { formData = {}, schema, uiSchema, formContext } = field;
  const { stage, fields, clusters: allowed } = uiSchema['ui:options'] ?? {};
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  const common = {
    id: field.idSchema.$id,
    required: field.required,
    places,
    clusters: clusters.filter(one => !allowed || allowed.includes(one)),
    chosen: formData,
    textOf,
    onChange: field.onChange,
  };
  if (!stage) {
    return (
      <AnyPlace
        {...common}
        title={t('target.label')}
        help={t('target.othersHelp')}
        none={{ text: t('target.choose'), disabled: true }}
        cluster={undefined}
      />
    );
  }
  const first = formParameters(formDataOf(formContext), { fields }).target;
  return (
    <AnyPlace
      {...common}
      title={schema.title ?? stage}
      help={t('target.stageHelp')}
      none={{
        text: first
          ? t('target.derived', derivedTarget(first, stage))
          : t('target.derivedLater', { stage }),
      }}
      cluster={first?.cluster}
    />
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
