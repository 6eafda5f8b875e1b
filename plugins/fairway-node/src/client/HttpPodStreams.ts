import { Duplex, Transform, Writable, type Readable } from 'node:stream';
import { ChannelSocket } from './ChannelSocket';
import { ClusterConnection } from './connection';
import { ClusterUnreachableError } from './errors';
import type {
  ExecEnd,
  ExecResult,
  ContainerPath,
  PodStreams,
  TerminalSession,
} from './podStreams';
import { objectPath } from './resourcePath';
import type { CallOptions, ResourceType } from './types';

const POD: ResourceType = {
  group: '',
  version: 'v1',
  plural: 'pods',
  kind: 'Pod',
};
/** `remotecommand` of Kubernetes: 5 differs from 4 in that it can end stdin. */
const EXEC_PROTOCOLS = ['v5.channel.k8s.io', 'v4.channel.k8s.io'];
const FORWARD_PROTOCOLS = ['v4.channel.k8s.io'];
const CHANNEL = { stdin: 0, stdout: 1, stderr: 2, status: 3, resize: 4 };
const MAX_OUTPUT = 1024 * 1024;

/** Streams to pods over WebSockets. @internal */
export class HttpPodStreams implements PodStreams {
  private constructor(private readonly connection: ClusterConnection) {}

  static create(connection: ClusterConnection): HttpPodStreams {
    return new HttpPodStreams(connection);
  }

  async run(
    container: ContainerPath,
    command: readonly string[],
    options: CallOptions & { maxBytes?: number } = {},
  ): Promise<ExecResult> {
    const { timeout = 10_000, maxBytes = MAX_OUTPUT } = options;
    const end = AbortSignal.timeout(timeout);
    const signal = options.signal
      ? AbortSignal.any([options.signal, end])
      : end;
    const channels = await this.exec(container, command, {
      timeout,
      signal,
      parameters: { stdin: false, tty: false },
    });
    const stop = () => channels.close();
    signal.addEventListener('abort', stop, { once: true });
    try {
      const [stdout, stderr, ended] = await Promise.all([
        collect(channels.readable(CHANNEL.stdout), maxBytes),
        collect(channels.readable(CHANNEL.stderr), maxBytes),
        endOf(channels),
      ]);
      if (end.aborted) {
        throw new ClusterUnreachableError({
          cluster: this.connection.cluster,
          timedOut: true,
          message: `The command in ${container.pod} did not end within ${timeout} ms`,
        });
      }
      return { stdout, stderr, ...ended };
    } finally {
      signal.removeEventListener('abort', stop);
      channels.close();
    }
  }

  async terminal(
    container: ContainerPath,
    command: readonly string[],
    options: CallOptions & { size?: { cols: number; rows: number } } = {},
  ): Promise<TerminalSession> {
    const channels = await this.exec(container, command, {
      ...options,
      parameters: { stdin: true, tty: true },
    });
    const resize = ({ cols, rows }: { cols: number; rows: number }) => {
      const size = JSON.stringify({ Width: cols, Height: rows });
      channels.write(CHANNEL.resize, Buffer.from(size)).catch(() => {});
    };
    if (options.size) {
      resize(options.size);
    }
    return {
      input: writerTo(channels, CHANNEL.stdin),
      output: channels.readable(CHANNEL.stdout),
      resize,
      ended: endOf(channels),
      close: () => channels.close(),
    };
  }

  async connect(
    pod: { namespace: string; name: string },
    port: number,
    options: CallOptions = {},
  ): Promise<Duplex> {
    const socket = await this.connection.webSocket({
      ...options,
      path: objectPath({ type: POD, ...pod, subresource: 'portforward' }),
      query: [['ports', String(port)]],
      protocols: FORWARD_PROTOCOLS,
    });
    const channels = new ChannelSocket(socket);
    // The first frame of each channel repeats the port, in two bytes.
    const duplex = Duplex.from({
      readable: channels.readable(0).pipe(withoutBytes(2)),
      writable: writerTo(channels, 0),
    }) as Duplex;
    channels
      .readable(1)
      .pipe(withoutBytes(2))
      .on('data', (chunk: Buffer) =>
        duplex.destroy(new Error(chunk.toString('utf8').trim())),
      );
    duplex.once('close', () => channels.close());
    return duplex;
  }

  private async exec(
    container: ContainerPath,
    command: readonly string[],
    options: CallOptions & { parameters: { stdin: boolean; tty: boolean } },
  ): Promise<ChannelSocket> {
    const { namespace, pod, container: name } = container;
    const { stdin, tty } = options.parameters;
    const socket = await this.connection.webSocket({
      ...options,
      path: objectPath({
        type: POD,
        namespace,
        name: pod,
        subresource: 'exec',
      }),
      query: [
        ['container', name],
        ['stdin', String(stdin)],
        ['stdout', 'true'],
        // With a terminal there is only one output.
        ['stderr', String(!tty)],
        ['tty', String(tty)],
        ...command.map((part): [string, string] => ['command', part]),
      ],
      protocols: EXEC_PROTOCOLS,
    });
    const channels = new ChannelSocket(socket);
    // Asked for before anything comes, or it would be lost.
    [CHANNEL.stdout, CHANNEL.stderr, CHANNEL.status].forEach(channel =>
      channels.readable(channel),
    );
    return channels;
  }
}

function writerTo(channels: ChannelSocket, channel: number): Writable {
  return new Writable({
    write: (chunk: Buffer, _, done) => {
      channels.write(channel, chunk).then(() => done(), done);
    },
  });
}

function withoutBytes(count: number): Transform {
  let skip = count;
  return new Transform({
    transform(chunk: Buffer, _, done) {
      const rest = chunk.subarray(skip);
      skip = Math.max(skip - chunk.length, 0);
      done(null, rest.length > 0 ? rest : undefined);
    },
  });
}

async function collect(source: Readable, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of source as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBytes) {
      throw new Error(`The command printed more than ${maxBytes} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

interface ExecStatus {
  status?: string;
  message?: string;
  details?: { causes?: Array<{ reason?: string; message?: string }> };
}

/** The last word is a `Status` on a channel of its own. */
async function endOf(channels: ChannelSocket): Promise<ExecEnd> {
  const text = await collect(
    channels.readable(CHANNEL.status),
    MAX_OUTPUT,
  ).catch(() => '');
  const { code, reason } = await channels.ended;
  const status = parse(text);
  if (!status) {
    return {
      message: reason || `The connection was closed (code ${code})`,
    };
  }
  const cause = status.details?.causes?.find(
    one => one.reason === 'ExitCode',
  )?.message;
  if (status.status === 'Success') {
    return { exitCode: 0, message: '' };
  }
  return {
    ...(cause !== undefined && { exitCode: Number(cause) }),
    message: status.message ?? 'The command failed',
  };
}

function parse(text: string): ExecStatus | undefined {
  try {
    return JSON.parse(text) as ExecStatus;
  } catch {
    return undefined;
  }
}
