import { RELATION_MEMBER_OF } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useEffect, useMemo, useState } from 'react';

/**
 * The group of each person, as the catalog says: the first one where they are
 * in several. Empty until the catalog has answered, and if it does not.
 */
export function useTeams(owners: string[]): ReadonlyMap<string, string> {
  const catalog = useApi(catalogApiRef);
  const [teams, setTeams] = useState<ReadonlyMap<string, string>>(new Map());
  const key = useMemo(() => {
    const people = owners.filter(ref => ref.startsWith('user:'));
    return [...new Set(people)].sort().join(' ');
  }, [owners]);
  useEffect(() => {
    if (key === '') {
      setTeams(new Map());
      return undefined;
    }
    let stopped = false;
    const entityRefs = key.split(' ');
    catalog.getEntitiesByRefs({ entityRefs, fields: ['relations'] }).then(
      ({ items }) =>
        !stopped &&
        setTeams(
          new Map(
            items.flatMap((entity, i) => {
              const [first] = (entity?.relations ?? [])
                .filter(({ type }) => type === RELATION_MEMBER_OF)
                .map(({ targetRef }) => targetRef)
                .sort();
              return first ? [[entityRefs[i], first] as const] : [];
            }),
          ),
        ),
      // Sums by owner are true as well.
      () => !stopped && setTeams(new Map()),
    );
    return () => {
      stopped = true;
    };
  }, [catalog, key]);
  return teams;
}
