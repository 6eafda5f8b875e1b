import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { sourceOf } from '@fairway-idp/backstage-plugin-fairway-common';
import { finding } from '../finding/finding';
import { labelOf } from './labelOf';
import { dependenciesOf, namespacesOf, ownerOf } from './entityFacts';
import type { ComponentFacts, GatheredFacts, ResolvedComponent } from './facts';
import { Gatherer } from './Gatherer';
import { resolveBuild } from './resolveBuild';
import { resolveDevelopment } from './resolveDevelopment';
import { resolveWorkload } from './resolveWorkload';

/**
 * What a component is for its developer, from its catalog entity and from what was
 * read of its workload and repository. An annotation goes before the cluster, the
 * cluster before the Dockerfile; what nobody says is left out, and a finding tells
 * what to add.
 *
 * @public
 */
export function resolveComponent(
  entity: Entity,
  gathered: GatheredFacts = {},
): ResolvedComponent {
  const gatherer = Gatherer.create(entity.metadata.annotations);
  const source = sourceOf(entity);
  if (!source) {
    gatherer.findings.push(
      finding(
        'missing-repository',
        'The catalog does not know its repository',
        {
          field: 'repository',
          add: `backstage.io/source-location: url:https://git.example.com/acme/${labelOf(
            entity.metadata.name,
          )}/tree/main/`,
        },
      ),
    );
  }
  const folder = source?.folder ?? '';
  const build = resolveBuild(gatherer, entity, { folder, gathered });
  const run = resolveWorkload(gatherer, entity, {
    gathered,
    dockerfile: build.dockerfileFacts,
  });
  const development = resolveDevelopment(gatherer, {
    language: build.facts.language,
    folder,
    buildContext: build.facts.buildContext,
    dockerfile: build.dockerfileFacts,
    files: gathered.files,
  });
  const facts: ComponentFacts = {
    ref: stringifyEntityRef(entity),
    name: labelOf(entity.metadata.name),
    ...ownerOf(entity),
    ...(source && {
      repository: {
        url: source.url,
        host: source.host,
        path: source.repository,
      },
    }),
    ...(source?.revision && { revision: source.revision }),
    folder,
    ...build.facts,
    ...run,
    ...development,
    namespaces: namespacesOf(entity, gathered),
    dependencies: dependenciesOf(entity),
    origins: gatherer.origins,
  };
  return { facts, findings: gatherer.findings };
}
