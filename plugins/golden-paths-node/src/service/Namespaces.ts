import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError } from '@backstage/errors';
import {
  GOLDEN_PATH_ANNOTATIONS,
  nameProblem,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { hasStatus, lookAt } from './calls';
import type { People } from './People';
import { TYPES } from './types';

/** A namespace that is to be there. @public */
export interface NamespaceRequest {
  cluster: string;
  namespace: string;
  labels?: Readonly<Record<string, string>>;
  /** Id of the task. */
  run?: string;
  dryRun?: boolean;
  signal?: AbortSignal;
}

/** Labels that say how strictly a namespace is kept, or that it is Fairway's. */
const NOT_OURS =
  /^(fairway\.dev|pod-security\.kubernetes\.io|kubernetes\.io|[^/]*\.k8s\.io)\//;

/** Makes namespaces, where a person may. @public */
export class Namespaces {
  private constructor(private readonly people: People) {}

  static create(options: { people: People }): Namespaces {
    return new Namespaces(options.people);
  }

  /**
   * Makes the namespace if it is not there. One that is there stays as it is.
   *
   * @throws InputError naming the field; NotAllowedError if the person may not
   *   make namespaces, or if it is being deleted
   */
  async ensure(
    request: NamespaceRequest,
    credentials: BackstageCredentials,
  ): Promise<{ created: boolean }> {
    const { namespace, cluster, signal, dryRun } = request;
    refuseBadNames(request);
    const who = await this.people.at(cluster, credentials);
    const found = await lookAt(
      who.cluster.reader,
      { type: TYPES.Namespace, name: namespace },
      { signal },
    );
    if (found) {
      if (found.metadata?.deletionTimestamp) {
        throw new NotAllowedError(
          `namespace '${namespace}' of cluster '${cluster}' is being deleted; wait until it is gone, or choose another`,
        );
      }
      return { created: false };
    }
    try {
      await who.client.create(
        TYPES.Namespace,
        {
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: {
            name: namespace,
            labels: { ...request.labels },
            annotations: {
              ...(request.run && {
                [GOLDEN_PATH_ANNOTATIONS.run]: request.run,
              }),
              [GOLDEN_PATH_ANNOTATIONS.createdBy]: who.person,
            },
          },
        },
        { dryRun, signal },
      );
    } catch (error) {
      // Made by somebody else since the look.
      if (hasStatus(error, 409)) {
        return { created: false };
      }
      throw error;
    }
    return { created: true };
  }
}

function refuseBadNames({ namespace, labels = {} }: NamespaceRequest): void {
  const problem = nameProblem(namespace, { field: 'namespace' });
  if (problem) {
    throw new InputError(problem);
  }
  const wrong = Object.keys(labels).find(key => NOT_OURS.test(key));
  if (wrong) {
    throw new InputError(
      `labels: '${wrong}' is for the platform to set, not for a template`,
    );
  }
}
