import { KubernetesApiError } from '@fairway-idp/backstage-plugin-fairway-node';

/** What a call gives; undefined for what is not there. */
export async function orNothing<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof KubernetesApiError && error.statusCode === 404) {
      return undefined;
    }
    throw error;
  }
}
