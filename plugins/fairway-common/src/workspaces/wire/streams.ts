import { z } from 'zod/v3';
import { workspaceRefSchema } from '../../refs/workspaceRef';

/**
 * The two WebSockets of the workspaces plugin, below its base path. Who asks is
 * told by a subprotocol, as Kubernetes does it, so that no token is in any URL:
 *
 * ```ts
 * new WebSocket(url, workspaceProtocols(backstageToken));
 * ```
 *
 * @public
 */
export const WORKSPACE_STREAMS = {
  /** Text frames hold a {@link TerminalMessage}; binary ones are the output. */
  terminal: '/v1/workspace/terminal',
  /** Binary frames are what the SSH server and its client say. */
  ssh: '/v1/workspace/ssh',
} as const;

/** The subprotocol that the server answers with. @public */
export const WORKSPACE_PROTOCOL = 'fairway.workspace.v1';

const BEARER = 'fairway.bearer.';

/**
 * Subprotocols for a WebSocket to {@link WORKSPACE_STREAMS}.
 *
 * @public
 */
export function workspaceProtocols(token: string): string[] {
  return [WORKSPACE_PROTOCOL, `${BEARER}${token}`];
}

/** The token among the subprotocols of a request. @public */
export function tokenInProtocols(header: string): string | undefined {
  const found = header
    .split(',')
    .map(part => part.trim())
    .find(part => part.startsWith(BEARER));
  return found?.slice(BEARER.length) || undefined;
}

/** Query string of a terminal. @public */
export const terminalQuerySchema = workspaceRefSchema.extend({
  cols: z.coerce.number().int().min(1).max(1000).default(80),
  rows: z.coerce.number().int().min(1).max(1000).default(24),
});

/** A value of {@link terminalQuerySchema}. @public */
export type TerminalQuery = z.infer<typeof terminalQuerySchema>;

/** What the browser says in a text frame. @public */
export const terminalInputSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('input'),
    data: z.string().max(1024 * 1024),
  }),
  z.object({
    type: z.literal('resize'),
    cols: z.number().int().min(1).max(1000),
    rows: z.number().int().min(1).max(1000),
  }),
]);

/** A value of {@link terminalInputSchema}. @public */
export type TerminalInput = z.infer<typeof terminalInputSchema>;

/** What the server says in a text frame; output comes in binary ones. @public */
export const terminalMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('started') }),
  z.object({
    type: z.literal('ended'),
    message: z.string().describe('Why, in words'),
    reconnect: z.boolean().describe('Whether trying again makes sense'),
  }),
]);

/** A value of {@link terminalMessageSchema}. @public */
export type TerminalMessage = z.infer<typeof terminalMessageSchema>;
