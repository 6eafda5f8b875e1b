import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type {
  AuditorService,
  AuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  AuthenticationError,
  InputError,
  stringifyError,
  toError,
} from '@backstage/errors';
import {
  terminalQuerySchema,
  tokenInProtocols,
  WORKSPACE_PROTOCOL,
  workspaceRefSchema,
  type WorkspaceRef,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { toBackstageError } from '@fairway-idp/backstage-plugin-fairway-node';
import { WebSocketServer, type WebSocket } from 'ws';
import type { ZodTypeAny, z } from 'zod/v3';
import { IMAGE } from '../../domain/objects/desiredObjects';
import type { Access, Admitted } from '../Access';
import type { Connections } from '../Connections';
import { carrySsh } from './carrySsh';
import { carryTerminal } from './carryTerminal';

/** Bytes of one message: a paste, not a file. */
const MAX_PAYLOAD = 4 * 1024 * 1024;

interface StreamServerOptions {
  access: Access;
  auditor: AuditorService;
  auth: AuthService;
  connections: Connections;
  logger: LoggerService;
  /** Minutes. */
  terminalIdleMinutes: number;
}

/** HTTP status of an error that Backstage knows. */
const STATUS: Record<string, number> = {
  InputError: 400,
  AuthenticationError: 401,
  NotAllowedError: 403,
  NotFoundError: 404,
  ConflictError: 409,
  ServiceUnavailableError: 503,
};

/** The two WebSockets: who asks, may they, is it there; and only then the switch. */
export class StreamServer {
  private readonly server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_PAYLOAD,
    // Compressing what is typed beside what is secret tells of the secret.
    perMessageDeflate: false,
    handleProtocols: () => WORKSPACE_PROTOCOL,
  });

  private constructor(private readonly options: StreamServerOptions) {}

  static create(options: StreamServerOptions): StreamServer {
    return new StreamServer(options);
  }

  readonly terminal = (
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
  ): void => {
    this.serve(request, { socket, head, verb: 'terminal' }, async () => {
      const query = parseQuery(terminalQuerySchema, request);
      const { cluster, namespace, name, cols, rows } = query;
      const ref = { cluster, namespace, name };
      const admitted = await this.admit(ref, request);
      const container = this.options.access.containerOf(admitted);
      const session = await admitted.cluster.operatorStreams.terminal(
        container,
        [IMAGE.shell],
        { size: { cols, rows } },
      );
      return {
        ref,
        admitted,
        carry: (client: WebSocket) =>
          carryTerminal(client, session, {
            connection: this.options.connections.open(ref, 'terminal'),
            idleMinutes: this.options.terminalIdleMinutes,
          }),
        abandon: () => session.close(),
      };
    });
  };

  readonly ssh = (
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
  ): void => {
    this.serve(request, { socket, head, verb: 'ssh' }, async () => {
      const ref = parseQuery(workspaceRefSchema, request);
      const admitted = await this.admit(ref, request);
      const { namespace, pod } = this.options.access.containerOf(admitted);
      const stream = await admitted.cluster.operatorStreams.connect(
        { namespace, name: pod },
        IMAGE.sshPort,
      );
      return {
        ref,
        admitted,
        carry: (client: WebSocket) =>
          carrySsh(client, stream, {
            connection: this.options.connections.open(ref, 'ssh'),
          }),
        abandon: () => stream.destroy(),
      };
    });
  };

  private serve(
    request: IncomingMessage,
    from: { socket: Duplex; head: Buffer; verb: string },
    open: () => Promise<{
      ref: WorkspaceRef;
      admitted: Admitted;
      /** Settles when it is over, with how. */
      carry: (client: WebSocket) => Promise<string>;
      abandon: () => void;
    }>,
  ): void {
    const { socket, head, verb } = from;
    // It may break while permissions are asked.
    socket.on('error', () => {});
    open().then(
      opened => {
        if (socket.destroyed) {
          opened.abandon();
          return;
        }
        this.server.handleUpgrade(request, socket, head, client => {
          const { ref, admitted } = opened;
          this.follow(verb, { ref, admitted }, opened.carry(client));
        });
      },
      (error: unknown) => refuse(socket, error),
    );
  }

  /** In the audit log with its end, not only with its beginning. */
  private follow(
    verb: string,
    { ref, admitted }: { ref: WorkspaceRef; admitted: Admitted },
    over: Promise<string>,
  ): void {
    const { auditor, logger } = this.options;
    const { cluster, namespace, name } = ref;
    const record = async () => {
      const event = await auditor.createEvent({
        eventId: 'workspace-access',
        severityLevel: 'medium',
        meta: {
          actionType: verb,
          actor: admitted.actor,
          ...{ cluster, namespace, name },
        },
      });
      await event.success({ meta: { end: await over } });
    };
    record().catch(error =>
      logger.warn(`The end of a ${verb} of ${name} is not in the audit log`, {
        reason: stringifyError(error),
      }),
    );
  }

  private async admit(
    ref: WorkspaceRef,
    request: IncomingMessage,
  ): Promise<Admitted> {
    const { auth, access } = this.options;
    const token =
      tokenInProtocols(request.headers['sec-websocket-protocol'] ?? '') ??
      /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (!token) {
      throw new AuthenticationError('Nobody is signed in on this connection');
    }
    const credentials = await auth.authenticate(token);
    return access.admit(ref, { credentials });
  }
}

function parseQuery<S extends ZodTypeAny>(
  schema: S,
  request: IncomingMessage,
): z.output<S> {
  const { searchParams } = new URL(request.url ?? '/', 'http://portal');
  const parsed = schema.safeParse(Object.fromEntries(searchParams));
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      ({ path, message }) => `${path.join('.')}: ${message}`,
    );
    throw new InputError(`Invalid input: ${problems.join('; ')}`);
  }
  return parsed.data as z.output<S>;
}

/** As any other route of Backstage answers. */
function refuse(socket: Duplex, cause: unknown): void {
  const { name, message } = toError(toBackstageError(cause));
  const status = STATUS[name] ?? 500;
  const body = JSON.stringify({
    error: { name, message },
    response: { statusCode: status },
  });
  socket.end(
    [
      `HTTP/1.1 ${status} ${name}`,
      'Content-Type: application/json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
    () => socket.destroy(),
  );
}
