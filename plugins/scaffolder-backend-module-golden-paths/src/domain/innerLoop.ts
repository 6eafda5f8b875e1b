import { parseEntityRef, type Entity } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  generateInnerLoop,
  resolveComponent,
  type GatheredFacts,
  type InnerLoop,
  type InnerLoopTool,
  type ServiceLike,
  type WorkloadLike,
} from '@fairway-idp/backstage-plugin-workspaces-common';
import { parseAllDocuments } from 'yaml';

/**
 * Whoever clones the repository works in a sandbox of their own: the portal's tab
 * writes the same files with its name.
 */
const SANDBOX = 'my-sandbox';

const WORKLOADS = ['Deployment', 'StatefulSet', 'CronJob', 'Job'];

interface Made extends WorkloadLike {
  kind: string;
}

/** What a new repository holds, before it is one. */
export interface NewRepository {
  /** Text of its catalog file. */
  catalogInfo: string;
  /** Page of its root folder, e.g. `https://git.example.com/shop/cart/src/branch/main/`. */
  sourceUrl: string;
  dockerfile?: string;
  /** Paths from its root. */
  files: readonly string[];
  /** As they were rendered. */
  objects: ReadonlyArray<Record<string, unknown>>;
}

/**
 * The files of a tool, from what is known of a repository that is not there yet.
 *
 * @throws InputError if the catalog file has no component
 */
export function innerLoopOf(
  tool: InnerLoopTool,
  repository: NewRepository,
): InnerLoop {
  const { facts } = resolveComponent(
    componentIn(repository),
    factsOf(repository),
  );
  return generateInnerLoop(tool, facts, {
    context: SANDBOX,
    namespace: SANDBOX,
    routingKey: parseEntityRef(facts.ref).name.toLowerCase().slice(0, 40),
  });
}

function componentIn({ catalogInfo, sourceUrl }: NewRepository): Entity {
  const entity = parseAllDocuments(catalogInfo)
    .map(document => document.toJS() as Entity)
    .find(({ kind }) => kind === 'Component');
  if (!entity) {
    throw new InputError('catalogFile: it has no Component');
  }
  const { metadata } = entity;
  return {
    ...entity,
    metadata: {
      ...metadata,
      annotations: {
        // The catalog adds it once it has read the file.
        'backstage.io/source-location': `url:${sourceUrl}`,
        ...metadata.annotations,
      },
    },
  };
}

function factsOf(repository: NewRepository): GatheredFacts {
  const { objects, files, dockerfile } = repository;
  const made = objects as unknown as Made[];
  const workload = WORKLOADS.flatMap(kind =>
    made.filter(one => one.kind === kind),
  ).at(0);
  return {
    ...(workload && { workload }),
    services: made.filter(({ kind }) => kind === 'Service') as ServiceLike[],
    ...(dockerfile !== undefined && { dockerfile }),
    files,
  };
}
