import { parseEntityRef } from '@backstage/catalog-model';
import type {
  ActionContext,
  TemplateAction,
} from '@backstage/plugin-scaffolder-node';
import type { JsonObject } from '@backstage/types';
import type { TemplateOfRun, TemplateWatch } from './service/TemplateWatch';

const LOCATION = 'backstage.io/managed-by-location';

/**
 * The same action, before which it is noted what the template is: the first step
 * of a run that is one of ours does so, whichever it is.
 */
export function withTemplateNoted<T extends TemplateAction>(
  action: T,
  watch: TemplateWatch,
): T {
  return {
    ...action,
    handler: async (ctx: Parameters<T['handler']>[0]) => {
      const of = templateOfRun(ctx);
      if (of) {
        await watch.note(of);
      }
      await action.handler(ctx as never);
    },
  };
}

/** Undefined in a dry run, which has a copy of the template, and without one. */
export function templateOfRun({
  task,
  templateInfo,
  isDryRun,
}: Pick<ActionContext<JsonObject>, 'task' | 'templateInfo' | 'isDryRun'>):
  | TemplateOfRun
  | undefined {
  if (isDryRun || !templateInfo?.entityRef) {
    return undefined;
  }
  const { entityRef, baseUrl, entity } = templateInfo;
  return {
    run: task.id,
    template: entityRef,
    name: entity?.metadata.name ?? parseEntityRef(entityRef).name,
    baseUrl,
    location: entity?.metadata.annotations?.[LOCATION],
  };
}
