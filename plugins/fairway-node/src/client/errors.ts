import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';

/** One field that the API server did not like. @public */
export interface KubernetesErrorCause {
  field?: string;
  reason?: string;
  message?: string;
}

/**
 * The API server answered, and the answer was no. The message is the server's own.
 *
 * @public
 */
export class KubernetesApiError extends Error {
  readonly name = 'KubernetesApiError';
  /** HTTP status code */
  readonly statusCode: number;
  /** The server's one word for it, e.g. `Forbidden` or `AlreadyExists`. */
  readonly reason: string;
  readonly cluster: string;
  readonly causes: readonly KubernetesErrorCause[];

  constructor(options: {
    cluster: string;
    statusCode: number;
    reason?: string;
    message: string;
    causes?: readonly KubernetesErrorCause[];
  }) {
    super(options.message);
    this.cluster = options.cluster;
    this.statusCode = options.statusCode;
    this.reason = options.reason ?? 'Unknown';
    this.causes = options.causes ?? [];
  }
}

/**
 * The API server did not answer: refused, cut, not to be trusted, or too late.
 *
 * @public
 */
export class ClusterUnreachableError extends Error {
  readonly name = 'ClusterUnreachableError';
  readonly cluster: string;
  readonly timedOut: boolean;

  constructor(options: {
    cluster: string;
    message: string;
    timedOut?: boolean;
    cause?: unknown;
  }) {
    super(options.message, { cause: options.cause });
    this.cluster = options.cluster;
    this.timedOut = options.timedOut ?? false;
  }
}

/** How much of an answer that is no `Status` (a proxy's HTML, say) is repeated. */
const EXCERPT = 200;

/**
 * Reads the error out of an answer; the body is usually a `Status`.
 *
 * @internal
 */
export function errorFromAnswer(
  cluster: string,
  statusCode: number,
  body: string,
): KubernetesApiError {
  const status = parseStatus(body);
  if (!status) {
    const excerpt = body.replace(/\s+/g, ' ').trim().slice(0, EXCERPT);
    return new KubernetesApiError({
      cluster,
      statusCode,
      message: `Cluster '${cluster}' answered HTTP ${statusCode}${
        excerpt ? `: ${excerpt}` : ''
      }`,
    });
  }
  return errorFromStatus(cluster, status, statusCode);
}

/** The parts of a `Status` that are of use. @internal */
export interface StatusLike {
  code?: number;
  reason?: string;
  message?: string;
  details?: { causes?: KubernetesErrorCause[] };
}

/** @internal */
export function errorFromStatus(
  cluster: string,
  status: StatusLike,
  statusCode: number = status.code ?? 500,
): KubernetesApiError {
  return new KubernetesApiError({
    cluster,
    statusCode,
    reason: status.reason,
    message:
      status.message || `Cluster '${cluster}' answered HTTP ${statusCode}`,
    causes: (status.details?.causes ?? []).map(
      ({ field, reason, message }) => ({ field, reason, message }),
    ),
  });
}

function parseStatus(body: string): StatusLike | undefined {
  try {
    const value: unknown = JSON.parse(body);
    const isStatus =
      typeof value === 'object' &&
      value !== null &&
      (value as { kind?: unknown }).kind === 'Status';
    return isStatus ? (value as StatusLike) : undefined;
  } catch {
    return undefined;
  }
}

type ErrorClass = new (message: string) => Error;

/** Those that are not here keep their own name and become a 500. */
const BY_STATUS: Record<number, ErrorClass> = {
  400: InputError,
  403: NotAllowedError,
  404: NotFoundError,
  409: ConflictError,
  410: ConflictError,
  422: InputError,
};

/**
 * Translates what a cluster said into the errors that Backstage answers with a
 * fitting HTTP status. Everything else is handed back as it is.
 *
 * @public
 */
export function toBackstageError(error: unknown): unknown {
  if (error instanceof ClusterUnreachableError) {
    return caused(ServiceUnavailableError, error.message, error);
  }
  if (!(error instanceof KubernetesApiError)) {
    return error;
  }
  const { statusCode, cluster, message } = error;
  if (statusCode === 401) {
    return caused(ServiceUnavailableError, credentialsMessage(cluster), error);
  }
  if (statusCode === 429 || statusCode >= 500) {
    const words = `Cluster '${cluster}' cannot serve the request now: ${message}`;
    return caused(ServiceUnavailableError, words, error);
  }
  const Class = BY_STATUS[statusCode];
  return Class ? caused(Class, withHint(message), error) : error;
}

/**
 * The cause is kept for the log. It is not handed to the constructor, which
 * would repeat its message in a text that people are to read.
 */
function caused(Class: ErrorClass, message: string, cause: Error): Error {
  return Object.defineProperty(new Class(message), 'cause', { value: cause });
}

/** @internal */
export function credentialsMessage(cluster: string): string {
  return `The portal's credentials of cluster '${cluster}' expired or are wrong (HTTP 401): the token or certificate in its configuration must be renewed`;
}

/** A refused impersonation is the operator's to mend, not the user's. */
function withHint(message: string): string {
  return /cannot impersonate[-:\w]* resource/.test(message)
    ? `${message}. The portal's account lacks the right to impersonate; its ClusterRole is described in the README of fairway-node`
    : message;
}
