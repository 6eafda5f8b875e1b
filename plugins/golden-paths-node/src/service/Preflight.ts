import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { PreflightReport } from '@fairway-idp/backstage-plugin-fairway-common';
import { GOLDEN_PATH_FIELD_MANAGER } from '@fairway-idp/backstage-plugin-fairway-common';
import type { KubernetesClient } from '@fairway-idp/backstage-plugin-fairway-node';
import {
  fieldsOf,
  podTemplateOf,
  type Fields,
  type Manifest,
  type PodPlacement,
} from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import { prepareForApply } from '../domain/apply/prepare';
import type {
  Answer,
  Candidate,
  Dependency,
  Origin,
  Surroundings,
} from '../domain/preflight/facts';
import { preflight } from '../domain/preflight/preflight';
import { urlsOf } from '../domain/preflight/urls';
import { answerOf, lookAt } from './calls';
import { Discovery, pathOf } from './Discovery';
import type { People } from './People';
import { readDns } from './readDns';
import { readGateways } from './readGateways';
import { readSurroundings } from './readSurroundings';
import { readTraffic } from './readTraffic';
import { TYPES } from './types';

/** What is to be checked. @public */
export interface PreflightRequest {
  cluster: string;
  namespace: string;
  objects: readonly unknown[];
  /** Id of the task that will make them. */
  run?: string;
  dependencies?: readonly Dependency[];
  /** From which requests are let in; looked for only if it is named. */
  trafficNamespace?: string;
  /** The template's own names of its fields, by ours. */
  fieldNames?: Readonly<Record<string, string>>;
  /** Take over what others manage: then it is not found to be theirs. */
  takeOwnership?: boolean;
  /** Others make them, with rights of their own, e.g. Argo CD. */
  byOthers?: boolean;
  signal?: AbortSignal;
}

/** Asks a cluster what it would say to objects, as a person. Writes nothing. @public */
export class Preflight {
  private constructor(
    private readonly options: {
      people: People;
      placement?: PodPlacement;
    },
    private readonly discovery: Discovery,
  ) {}

  static create(options: {
    people: People;
    placement?: PodPlacement;
  }): Preflight {
    return new Preflight(options, Discovery.create());
  }

  async check(
    request: PreflightRequest,
    credentials: BackstageCredentials,
  ): Promise<PreflightReport> {
    const { people, placement } = this.options;
    const { namespace, signal, dependencies } = request;
    const who = await people.at(request.cluster, credentials);
    const origin: Origin = { person: who.person, run: request.run };
    const objects = prepareForApply(request.objects, { origin, placement });
    const asking = { ...request, client: who.client };
    const { reader } = who.cluster;
    const reading = { objects, namespace, signal };
    const [around, [gateways, dns], traffic, candidates] = await Promise.all([
      readSurroundings(who.cluster, {
        namespace,
        objects,
        dependencies,
        person: who.client,
        signal,
      }),
      readGateways(reader, reading).then(
        async sights =>
          [
            sights,
            await readDns(reader, { objects, gateways: found(sights), signal }),
          ] as const,
      ),
      request.trafficNamespace
        ? readTraffic(reader, request.trafficNamespace, { signal })
        : undefined,
      Promise.all(objects.map(object => this.look(object, asking))),
    ]);
    const report = preflight({
      candidates,
      around: { ...around, dns, gateways, traffic },
      origin,
      dependencies,
      fieldNames: request.fieldNames,
    });
    return {
      ...report,
      urls: urlsOf(objects, { namespace, gateways: found(gateways) }),
    };
  }

  private async look(
    object: Manifest,
    asking: PreflightRequest & { client: KubernetesClient },
  ): Promise<Candidate> {
    const { client, cluster, namespace, signal, takeOwnership } = asking;
    const type = await this.discovery.typeOf({ client, cluster }, object);
    if (!type) {
      return { object };
    }
    const path = pathOf(type, object, namespace);
    const [existing, answer, podAnswer] = await Promise.all([
      lookAt(client, path, { signal }),
      answerOf(
        client.patch(
          path,
          { type: 'application/apply-patch+yaml', body: object },
          {
            dryRun: true,
            fieldManager: GOLDEN_PATH_FIELD_MANAGER,
            force: takeOwnership,
            signal,
          },
        ),
      ),
      tryPod(object, asking),
    ]);
    return { object, type, existing, answer, podAnswer };
  }
}

function found(sights: NonNullable<Surroundings['gateways']>): Manifest[] {
  return Object.values(sights).flatMap(sight =>
    sight.is === 'there' ? [sight.object as Manifest] : [],
  );
}

/** A workload is accepted whatever its pods are: so one of them is tried too. */
async function tryPod(
  object: Manifest,
  {
    client,
    namespace,
    signal,
  }: PreflightRequest & { client: KubernetesClient },
): Promise<Answer | undefined> {
  const pods = podTemplateOf(object);
  if (!pods) {
    return undefined;
  }
  const answer = await answerOf(
    client.create(
      TYPES.Pod,
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: shamMetadata(pods.metadata),
        spec: withoutAccount(pods.spec),
      } as Manifest,
      { namespace, dryRun: true, signal },
    ),
  );
  const mayNot =
    answer.said === 'refused' &&
    answer.status === 403 &&
    /cannot create resource/.test(answer.message);
  return mayNot ? undefined : answer;
}

/** Policies judge pods by their labels and annotations, too. */
function shamMetadata({ labels, annotations }: Fields): object {
  return {
    generateName: 'fairway-preflight-',
    labels: { ...fieldsOf(labels), 'fairway.dev/preflight': 'true' },
    annotations: fieldsOf(annotations),
  };
}

/** The account may come along with the objects, and is not there yet. */
function withoutAccount(spec: Record<string, unknown>): object {
  const { serviceAccountName: _, serviceAccount: __, ...rest } = spec;
  return rest;
}
