import {
  KubernetesApiError,
  type CallOptions,
  type KubernetesClient,
  type ObjectPath,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { KubernetesObject } from '@kubernetes/client-node';
import type { Answer, Sight } from '../domain/preflight/facts';

/** What is there; undefined if nothing is, or if it may not be seen. */
export async function lookAt<T extends KubernetesObject>(
  client: KubernetesClient,
  path: ObjectPath,
  options?: CallOptions,
): Promise<T | undefined> {
  try {
    return await client.get<T>(path, options);
  } catch (error) {
    if (hasStatus(error, 403, 404)) {
      return undefined;
    }
    throw error;
  }
}

/** What is there, is not, or may not be seen. */
export async function see<T extends KubernetesObject>(
  client: KubernetesClient,
  path: ObjectPath,
  options?: CallOptions & { metadataOnly?: boolean },
): Promise<Sight<T>> {
  try {
    return { is: 'there', object: await client.get<T>(path, options) };
  } catch (error) {
    if (hasStatus(error, 404)) {
      return { is: 'absent' };
    }
    if (hasStatus(error, 403)) {
      return { is: 'unknown' };
    }
    throw error;
  }
}

/** The whole list; undefined if it may not be seen. */
export async function seeAll<T>(call: Promise<T[]>): Promise<T[] | undefined> {
  try {
    return await call;
  } catch (error) {
    if (hasStatus(error, 403, 404)) {
      return undefined;
    }
    throw error;
  }
}

/** As API servers say it of webhooks with side effects. */
const NO_DRY_RUN = /does not support dry run/;

/** A refusal is an answer; only silence is an error. */
export async function answerOf(call: Promise<unknown>): Promise<Answer> {
  try {
    await call;
    return { said: 'accepted' };
  } catch (error) {
    if (!(error instanceof KubernetesApiError)) {
      throw error;
    }
    const { statusCode, reason, message, causes } = error;
    if (statusCode === 400 && NO_DRY_RUN.test(message)) {
      return { said: 'untried', message };
    }
    return { said: 'refused', status: statusCode, reason, message, causes };
  }
}

/** Whether the API server answered with one of these codes. */
export function hasStatus(error: unknown, ...codes: number[]): boolean {
  return (
    error instanceof KubernetesApiError && codes.includes(error.statusCode)
  );
}

/** What fails, as if nothing were there: for facts without which one can judge less. */
export async function orNone<T>(call: Promise<T[]>): Promise<T[]> {
  try {
    return await call;
  } catch (error) {
    if (hasStatus(error, 403, 404)) {
      return [];
    }
    throw error;
  }
}
