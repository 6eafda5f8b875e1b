import type {
  AuditorService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import type { TemplateAction } from '@backstage/plugin-scaffolder-node';
import type { JsonObject, JsonValue } from '@backstage/types';

/** Inputs that say where; of no other is anything written down. */
const PLACES = ['cluster', 'namespace', 'repoUrl', 'catalogInfoUrl', 'run'];

/**
 * The same action, which leaves an audit event: who, what, in which task, where,
 * and how it ended. What was rendered or given as a value is no part of it.
 */
export function withAudit<T extends TemplateAction>(
  action: T,
  auditor: AuditorService,
): T {
  return {
    ...action,
    handler: async (ctx: Parameters<T['handler']>[0]) => {
      const { task, templateInfo, step, isDryRun } = ctx;
      const event = await auditor.createEvent({
        eventId: 'golden-path-step',
        // "low" would not be logged.
        severityLevel: 'medium',
        meta: withoutGaps({
          actionType: action.id,
          actor: actorOf(await ctx.getInitiatorCredentials()),
          task: task.id,
          step: step?.id,
          template: templateInfo?.entityRef,
          dryRun: isDryRun,
          ...placesOf(ctx.input as JsonObject),
        }),
      });
      try {
        await action.handler(ctx as never);
        await event.success();
      } catch (error) {
        await event.fail({ error: error as Error });
        throw error;
      }
    },
  };
}

/** Entity reference of a person, or the name of a service. */
export function actorOf({ principal }: BackstageCredentials): string {
  const { userEntityRef, subject } = principal as {
    userEntityRef?: string;
    subject?: string;
  };
  return userEntityRef ?? subject ?? 'nobody';
}

function placesOf(input: JsonObject): JsonObject {
  return Object.fromEntries(
    PLACES.flatMap(name =>
      typeof input[name] === 'string' ? [[name, input[name] as string]] : [],
    ),
  );
}

function withoutGaps(meta: Record<string, JsonValue | undefined>): JsonObject {
  return Object.fromEntries(
    Object.entries(meta).filter(([, value]) => value !== undefined),
  ) as JsonObject;
}
