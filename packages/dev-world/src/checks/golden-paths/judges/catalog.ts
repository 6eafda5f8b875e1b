import type { Entity } from '@backstage/catalog-model';
import { objectsOf } from '../subject.ts';
import type { Judge } from '../types.ts';

/** The catalog's own validation of entities. */
export async function catalogJudge(): Promise<Judge> {
  // Loaded only here: what starts a world runs before anything is installed.
  const model = await import('@backstage/catalog-model');
  const policies = model.EntityPolicies.allOf([
    new model.SchemaValidEntityPolicy(),
    new model.NoForeignRootFieldsEntityPolicy(),
    new model.FieldFormatEntityPolicy(),
  ]);
  const kinds = [
    model.componentEntityV1alpha1Validator,
    model.apiEntityV1alpha1Validator,
    model.resourceEntityV1alpha1Validator,
  ];
  const problems = async (entity: Entity): Promise<string[]> => {
    try {
      await policies.enforce(entity);
      const known = await Promise.all(kinds.map(kind => kind.check(entity)));
      return known.some(Boolean)
        ? []
        : [`${entity.kind} is of no kind that the catalog knows`];
    } catch (error) {
      return [(error as Error).message];
    }
  };
  return {
    name: 'catalog',
    cases: ({ tree }) => {
      const text = tree.get('catalog-info.yaml') ?? '';
      return objectsOf(text).map(object => {
        // The placeholder is read before the entity is judged.
        const entity = JSON.parse(
          JSON.stringify(object).replace(
            /\{"\$text":"([^"]*)"\}/g,
            (_match, file: string) =>
              JSON.stringify(tree.get(file.replace(/^\.\//, '')) ?? null),
          ),
        ) as Entity;
        return {
          what: `${object.kind} ${object.metadata.name}`,
          key: JSON.stringify(entity),
          judge: () => problems(entity),
        };
      });
    },
    twin: {
      file: /^catalog-info\.yaml$/,
      from: /^ {2}owner: .*$/m,
      to: '  owner: 1',
    },
  };
}
