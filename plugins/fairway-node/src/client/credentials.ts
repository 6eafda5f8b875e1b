import { createHash } from 'node:crypto';
import type { KubeConfig } from '@kubernetes/client-node';
import { InputError } from '@backstage/errors';

/** @internal */
export interface TlsOptions {
  ca?: string | Buffer;
  cert?: string | Buffer;
  key?: string | Buffer;
  servername?: string;
  rejectUnauthorized?: boolean;
}

/** What a request needs to be let in. @internal */
export interface Credentials {
  headers: Readonly<Record<string, string>>;
  tls: TlsOptions;
  /** Changes when the connection must be made anew, e.g. with a renewed certificate. */
  fingerprint: string;
}

/** What client-node fills in; it has more, which is of no use here. */
interface AppliedOptions extends TlsOptions {
  headers?: Record<string, string>;
  auth?: string;
}

/**
 * Tokens rotate (in-cluster files, exec plugins), so they are asked for again
 * and again; but an exec plugin whose token has no expiry would be started for
 * every single request.
 */
const KEEP_FOR = 5_000;

/**
 * The current credentials of a kubeconfig's current context.
 *
 * @internal
 */
export class CredentialSource {
  private cached: { until: number; value: Promise<Credentials> } | undefined;

  constructor(
    private readonly kubeConfig: KubeConfig,
    private readonly now: () => number = Date.now,
  ) {}

  /** The API server's URL. */
  get server(): URL {
    const cluster = this.kubeConfig.getCurrentCluster();
    if (!cluster) {
      throw new InputError(
        `The kubeconfig's context '${this.kubeConfig.getCurrentContext()}' names no cluster`,
      );
    }
    return new URL(cluster.server);
  }

  /** An HTTP proxy before the cluster, if any. */
  get proxyUrl(): string | undefined {
    return this.kubeConfig.getCurrentCluster()?.proxyUrl;
  }

  get(): Promise<Credentials> {
    if (!this.cached || this.now() > this.cached.until) {
      const value = this.read();
      this.cached = { until: this.now() + KEEP_FOR, value };
      value.catch(() => this.forget());
    }
    return this.cached.value;
  }

  /** After a 401: the next request asks anew. */
  forget(): void {
    this.cached = undefined;
  }

  private async read(): Promise<Credentials> {
    const applied: AppliedOptions = { headers: {} };
    await this.kubeConfig.applyToHTTPSOptions(applied);
    const { ca, cert, key, servername, rejectUnauthorized } = applied;
    const tls = { ca, cert, key, servername, rejectUnauthorized };
    return { headers: headersOf(applied), tls, fingerprint: fingerprint(tls) };
  }
}

function headersOf({ headers, auth }: AppliedOptions): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers ?? {})) {
    // A token file often ends with a newline, which no header may hold.
    result[name.toLowerCase()] = String(value).trim();
  }
  if (auth) {
    result.authorization = `Basic ${Buffer.from(auth).toString('base64')}`;
  }
  return result;
}

function fingerprint(tls: TlsOptions): string {
  const hash = createHash('sha256');
  for (const part of [tls.ca, tls.cert, tls.key, tls.servername]) {
    hash.update(part ?? '').update('\0');
  }
  return hash.update(String(tls.rejectUnauthorized)).digest('hex');
}
