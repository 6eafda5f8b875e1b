import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { ConflictError, InputError, isError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  inTime,
  originOf,
} from '@fairway-idp/backstage-plugin-golden-paths-node';
import { registerExamples } from './register.examples';

/** How long the catalog may take to read a file. */
const SECONDS = 30;

/**
 * Registers a location. Unlike `catalog:register`, it goes on if the location is
 * there, and does not add one whose entities another location has already.
 */
export function createRegisterAction({ catalog }: { catalog: CatalogService }) {
  return createTemplateAction({
    id: 'fairway:catalog:register',
    description:
      'Registers a catalog file as a location, as the person who started the task. A second time it changes nothing; names that another location has are refused, and nothing is registered',
    examples: registerExamples,
    supportsDryRun: true,
    schema: {
      input: z =>
        z.object({
          catalogInfoUrl: z.string().url().describe('Of the catalog file'),
        }),
      output: z =>
        z.object({
          entityRef: z
            .string()
            .optional()
            .describe('Of the component, or else of the first entity'),
          catalogInfoUrl: z.string(),
        }),
    },
    async handler(ctx) {
      const { logger, input } = ctx;
      const target = input.catalogInfoUrl;
      ctx.output('catalogInfoUrl', target);
      if (ctx.isDryRun) {
        logger.info(`${target} would be registered`);
        return;
      }
      const credentials = await ctx.getInitiatorCredentials();
      const location = { type: 'url', target };
      const { entities, exists } = await asked(
        catalog.addLocation({ ...location, dryRun: true }, { credentials }),
        target,
      );
      const entityRefs = entities
        .filter(({ metadata }) => !metadata.name.startsWith('generated-'))
        .sort(componentsFirst)
        .map(entity => stringifyEntityRef(entity));
      await requireOurs(catalog, { entityRefs, target, credentials });
      const made = exists
        ? false
        : await addLocation(catalog, { location, credentials });
      logger.info(
        `${target} ${made ? 'was registered' : 'is registered already'}: ${
          entityRefs.join(', ') || 'nothing'
        }`,
      );
      if (entityRefs.length > 0) {
        ctx.output('entityRef', entityRefs[0]);
      }
    },
  });
}

/** The catalog reads the file from the forge, and tells why it cannot in its answer. */
async function asked<T>(call: Promise<T>, target: string): Promise<T> {
  const what = `catalogInfoUrl: the catalog cannot read ${target}`;
  try {
    return await inTime(call, { seconds: SECONDS, what });
  } catch (error) {
    if (isError(error) && error.name === 'ServiceUnavailableError') {
      throw error;
    }
    throw new InputError(
      `${what}: ${reasonOf(
        error,
      )}. Retry this run when the forge answers, or once the file is mended there`,
    );
  }
}

function reasonOf(error: unknown): string {
  const { body } = error as { body?: { error?: { message?: string } } };
  return body?.error?.message ?? (error as Error).message;
}

function componentsFirst(a: Entity, b: Entity): number {
  return Number(b.kind === 'Component') - Number(a.kind === 'Component');
}

/** The catalog would keep the entity of the location that was there first, and say nothing. */
async function requireOurs(
  catalog: CatalogService,
  {
    entityRefs,
    target,
    credentials,
  }: {
    entityRefs: string[];
    target: string;
    credentials: BackstageCredentials;
  },
): Promise<void> {
  const { items } = await catalog.getEntitiesByRefs(
    { entityRefs },
    { credentials },
  );
  const others = items.filter(
    item => item !== undefined && originOf(item) !== `url:${target}`,
  ) as Entity[];
  if (others.length > 0) {
    const list = others.map(
      entity =>
        `${stringifyEntityRef(entity)}, from ${
          originOf(entity) || 'elsewhere'
        }`,
    );
    throw new ConflictError(
      `name: in the catalog there is already ${list.join(
        '; ',
      )}. Nothing was registered; choose another name`,
    );
  }
}

/** @returns false if somebody was faster */
async function addLocation(
  catalog: CatalogService,
  {
    location,
    credentials,
  }: {
    location: { type: string; target: string };
    credentials: BackstageCredentials;
  },
): Promise<boolean> {
  try {
    await catalog.addLocation(location, { credentials });
    return true;
  } catch (error) {
    if (
      (error as { response?: { status?: number } }).response?.status === 409
    ) {
      return false;
    }
    throw error;
  }
}
