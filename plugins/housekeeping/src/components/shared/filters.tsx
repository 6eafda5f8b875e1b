import { parseEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { SelectField } from '@fairway-idp/backstage-plugin-fairway-react';
import { housekeepingTranslationRef } from '../../translation';
import type { Query } from '../../view/query';

interface FilterProps {
  query: Query;
  onQuery: (change: Partial<Query>) => void;
}

/** One cluster, where there are several to choose from. */
export function ClusterFilter(
  props: FilterProps & { titles: ReadonlyMap<string, string> },
) {
  const { titles, query, onQuery } = props;
  const { t } = useTranslationRef(housekeepingTranslationRef);
  if (titles.size < 2 && !query.cluster) {
    return null;
  }
  return (
    <SelectField
      id="housekeeping-cluster"
      label={t('filter.cluster')}
      value={query.cluster ?? ''}
      onChange={cluster => onQuery({ cluster: cluster || undefined })}
      options={[
        { value: '', text: t('filter.all') },
        ...withAsked([...titles], query.cluster).map(([name, title]) => ({
          value: name,
          text: title,
        })),
      ]}
    />
  );
}

/** One owner, where there are several to choose from. */
export function OwnerFilter(props: FilterProps & { owners: string[] }) {
  const { owners, query, onQuery } = props;
  const { t } = useTranslationRef(housekeepingTranslationRef);
  if (owners.length < 2 && !query.owner) {
    return null;
  }
  const pairs = owners.map(ref => [ref, nameOf(ref)] as [string, string]);
  return (
    <SelectField
      id="housekeeping-owner"
      label={t('filter.owner')}
      value={query.owner ?? ''}
      onChange={owner => onQuery({ owner: owner || undefined })}
      options={[
        { value: '', text: t('filter.all') },
        ...withAsked(pairs, query.owner).map(([ref, text]) => ({
          value: ref,
          text,
        })),
      ]}
    />
  );
}

/** What the address asks for can be seen, also where it is not there. */
function withAsked(
  pairs: Array<[string, string]>,
  asked: string | undefined,
): Array<[string, string]> {
  return asked && !pairs.some(([value]) => value === asked)
    ? [...pairs, [asked, asked]]
    : pairs;
}

function nameOf(ref: string): string {
  try {
    const { kind, name } = parseEntityRef(ref);
    return `${name} (${kind})`;
  } catch {
    return ref;
  }
}
