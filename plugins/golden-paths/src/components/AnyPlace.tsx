import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  GoldenPathPlace,
  GoldenPathTarget,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { SelectField } from '@fairway-idp/backstage-plugin-fairway-react';
import { useState } from 'react';
import { goldenPathsTranslationRef } from '../translation';
import { namespaceProblem } from '../view/namespace';
import { LineField } from './LineField';

const OTHER = 'other';

const keyOf = ({ cluster, namespace }: GoldenPathTarget) =>
  JSON.stringify([cluster, namespace]);

const isSame = (one: GoldenPathTarget, other: Partial<GoldenPathTarget>) =>
  one.cluster === other.cluster && one.namespace === other.namespace;

/**
 * Where one may work oneself, or where only others may; of a later stage also: as
 * the template has it.
 */
export function AnyPlace(props: {
  id: string;
  title: string;
  help: string;
  required?: boolean;
  /** What is chosen as long as nothing is. */
  none: { text: string; disabled?: boolean };
  /** That of a namespace that is told by its name, unless another is chosen. */
  cluster: string | undefined;
  clusters: readonly string[];
  places: readonly GoldenPathPlace[];
  chosen: Partial<GoldenPathTarget>;
  textOf: (place: GoldenPathPlace) => string;
  onChange: (target: Partial<GoldenPathTarget>) => void;
}) {
  const { id, title, help, required, none, places, chosen } = props;
  const { textOf, onChange } = props;
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  const [wantsOther, setWantsOther] = useState(false);
  const place = places.find(one => isSame(one, chosen));
  const isOther = wantsOther || (Boolean(chosen.namespace) && !place);
  const cluster =
    chosen.cluster ?? props.cluster ?? places[0]?.cluster ?? props.clusters[0];
  const valueOf = () => {
    if (isOther) {
      return OTHER;
    }
    return place ? keyOf(place) : '';
  };
  return (
    <>
      <SelectField
        id={id}
        label={title}
        helperText={help}
        required={required}
        fullWidth
        value={valueOf()}
        options={[
          { value: '', ...none },
          ...places.map(one => ({ value: keyOf(one), text: textOf(one) })),
          { value: OTHER, text: t('target.other') },
        ]}
        onChange={key => {
          const found = places.find(one => keyOf(one) === key);
          setWantsOther(key === OTHER);
          onChange(
            found ? { cluster: found.cluster, namespace: found.namespace } : {},
          );
        }}
      />
      {isOther && cluster && (
        <OtherPlace
          id={id}
          title={title}
          chosen={{ cluster, namespace: chosen.namespace ?? '' }}
          clusters={[...new Set([cluster, ...props.clusters])]}
          onChange={onChange}
        />
      )}
    </>
  );
}

function OtherPlace(props: {
  id: string;
  title: string;
  chosen: GoldenPathTarget;
  clusters: readonly string[];
  onChange: (target: Partial<GoldenPathTarget>) => void;
}) {
  const { id, title, chosen, clusters, onChange } = props;
  const { cluster, namespace } = chosen;
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  return (
    <>
      <LineField
        id={`${id}-namespace`}
        label={t('target.otherName', { title })}
        value={namespace}
        problem={namespace ? namespaceProblem(namespace) : undefined}
        help={undefined}
        onChange={text => onChange(text ? { cluster, namespace: text } : {})}
      />
      {clusters.length > 1 && (
        <SelectField
          id={`${id}-cluster`}
          label={t('target.otherCluster', { title })}
          value={cluster}
          options={clusters.map(one => ({ value: one, text: one }))}
          onChange={one => onChange({ cluster: one, namespace })}
        />
      )}
    </>
  );
}
