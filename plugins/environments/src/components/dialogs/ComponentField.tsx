import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import TextField from '@material-ui/core/TextField';
import { useEffect, useId, useState } from 'react';
import { environmentsTranslationRef } from '../../translation';

const MOST = 50;
const PATIENCE_MS = 250;

/** For which component, if for any; the catalog's are offered while one types. */
export function ComponentField(props: {
  value: string;
  onChange: (entityRef: string) => void;
}) {
  const { value, onChange } = props;
  const { t } = useTranslationRef(environmentsTranslationRef);
  const listId = useId();
  const components = useComponents(value);
  return (
    <>
      <TextField
        id="environments-create-component"
        label={t('create.component')}
        value={value}
        onChange={event => onChange(event.target.value)}
        helperText={t('create.componentHelp')}
        inputProps={{ list: listId, autoComplete: 'off' }}
        fullWidth
        variant="outlined"
        size="small"
      />
      <datalist id={listId}>
        {components.map(({ ref, title }) => (
          <option key={ref} value={ref}>
            {title}
          </option>
        ))}
      </datalist>
    </>
  );
}

/** Components whose name holds what was typed; none if the catalog does not answer. */
function useComponents(text: string): Array<{ ref: string; title: string }> {
  const catalog = useApi(catalogApiRef);
  const [found, setFound] = useState<Array<{ ref: string; title: string }>>([]);
  useEffect(() => {
    let stopped = false;
    const timer = setTimeout(() => {
      catalog
        .queryEntities({
          filter: { kind: 'Component' },
          fullTextFilter: { term: text.split(/[:/]/).at(-1) ?? '' },
          fields: [
            'kind',
            'metadata.name',
            'metadata.namespace',
            'metadata.title',
          ],
          orderFields: [{ field: 'metadata.name', order: 'asc' }],
          limit: MOST,
        })
        .then(
          ({ items }) =>
            !stopped &&
            setFound(
              items.map(entity => ({
                ref: stringifyEntityRef(entity),
                title: entity.metadata.title ?? entity.metadata.name,
              })),
            ),
          // The field works without: the backend checks what is typed.
          () => !stopped && setFound([]),
        );
    }, PATIENCE_MS);
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [catalog, text]);
  return found;
}
