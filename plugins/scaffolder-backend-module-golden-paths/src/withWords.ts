import type { TemplateAction } from '@backstage/plugin-scaffolder-node';
import { inWords } from './domain/nextStep';

/** The same action, whose errors say what to do. */
export function withWords<T extends TemplateAction>(action: T): T {
  return {
    ...action,
    handler: async (ctx: Parameters<T['handler']>[0]) => {
      try {
        await action.handler(ctx as never);
      } catch (error) {
        throw inWords(error);
      }
    },
  };
}
