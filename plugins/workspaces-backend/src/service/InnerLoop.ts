import type { UrlReaderService } from '@backstage/backend-plugin-api';
import {
  sourceOf,
  type InnerLoopInput,
  type InnerLoopView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  formatSelector,
  isMember,
  membershipOf,
  type Cluster,
  type UserCredentials,
  type Viewers,
} from '@fairway-idp/backstage-plugin-fairway-node';
import {
  chooseTool,
  generateInnerLoop,
  preflight,
  resolveComponent,
  type DeveloperTarget,
  type GatheredFacts,
  type WorkloadLike,
} from '@fairway-idp/backstage-plugin-workspaces-common';
import type { KubernetesObject } from '@kubernetes/client-node';
import { nearest } from '../domain/dependencies/nearest';
import { namespaceKind, serviceKind } from '../domain/kinds/kinds';
import { TYPES } from '../domain/kinds/resourceTypes';
import type { Settings } from '../domain/settings/settings';
import type { Caller } from './Caller';
import { resolveIn, type Component, type Components } from './Components';
import type { Finder } from './Finder';
import type { Sandboxes } from './Sandboxes';

/** Milliseconds: files are better with a Dockerfile, and good without. */
const READ_TIMEOUT = 3_000;

interface InnerLoopOptions {
  components: Components;
  finder: Finder;
  sandboxes: Sandboxes;
  settings: Settings;
  urlReader: UrlReaderService;
  viewers: Viewers;
}

/** Files for inner-loop tools: gathers what is known, and lets the generators do the rest. */
export class InnerLoop {
  private constructor(private readonly options: InnerLoopOptions) {}

  static create(options: InnerLoopOptions): InnerLoop {
    return new InnerLoop(options);
  }

  async get(
    input: InnerLoopInput,
    { credentials }: Caller,
  ): Promise<InnerLoopView> {
    const { viewers, components } = this.options;
    const user = viewers.requireUser(credentials);
    const { user: owner } = await viewers.refsOf(user);
    const component = await components.get(input.entityRef, user);
    const place = await this.placeFor(input, { owner, user });
    const gathered = await this.gather(component, place);
    const { facts, findings } = resolveComponent(component.entity, gathered);
    const target = await this.targetFor(component, { ...place, owner });
    const choice = chooseTool({ facts, target, files: gathered.files });
    const tool = input.tool ?? choice[0].tool;
    const made = generateInnerLoop(tool, facts, target);
    const { workload } = gathered;
    return {
      entityRef: component.ref,
      tool,
      files: made.files.map(({ path, content }) => ({ path, content })),
      findings: [
        ...made.findings,
        ...findings,
        ...preflight({ tool, facts, workload }),
      ],
      choice,
    };
  }

  private async placeFor(
    { cluster: name, namespace }: InnerLoopInput,
    who: { owner: string; user: UserCredentials },
  ): Promise<{ cluster?: Cluster; namespace: string }> {
    const { finder, sandboxes, settings } = this.options;
    const all = await finder.clusters();
    const cluster = name ? all.find(one => one.name === name) : all[0];
    if (!cluster || namespace) {
      return { cluster, namespace: namespace ?? 'my-sandbox' };
    }
    const lease = await finder.look(cluster);
    const [first] = finder.sandboxesOf(lease, who.owner);
    lease.release();
    if (first) {
      return { cluster, namespace: first.name };
    }
    const { title } = settings.sandbox;
    const planned = await sandboxes
      .plan({ title, cluster: cluster.name }, who.user)
      .catch(() => undefined);
    return { cluster, namespace: planned?.namespace ?? 'my-sandbox' };
  }

  private async targetFor(
    component: Component,
    place: { cluster?: Cluster; namespace: string; owner: string },
  ): Promise<DeveloperTarget> {
    const { finder, settings } = this.options;
    const { cluster, namespace, owner } = place;
    const [image] = settings.images;
    return {
      // As the portal's kubeconfig of a sandbox calls its context.
      context: namespace,
      namespace,
      routingKey: routingKeyOf(owner),
      ...(image && { workspaceImage: image.image }),
      env: cluster
        ? await this.variables(component, { cluster, namespace, finder })
        : {},
    };
  }

  private async variables(
    component: Component,
    place: { cluster: Cluster; namespace: string; finder: Finder },
  ): Promise<Record<string, string>> {
    const { cluster, namespace, finder } = place;
    const lease = await finder.look(cluster);
    try {
      const resolutions = resolveIn(component, lease, {
        cluster: cluster.name,
        namespace,
      });
      return Object.fromEntries(
        resolutions.flatMap(({ dependency }) =>
          dependency.env.map(({ name, value }) => [name, value]),
        ),
      );
    } finally {
      lease.release();
    }
  }

  /** What cannot be read is unknown: the generators say what to add. */
  private async gather(
    component: Component,
    { cluster, namespace }: { cluster?: Cluster; namespace: string },
  ): Promise<GatheredFacts> {
    const [running, dockerfile] = await Promise.all([
      cluster &&
        this.running(component, cluster, namespace).catch(() => undefined),
      this.dockerfile(component).catch(() => undefined),
    ]);
    return { ...running, ...(dockerfile && { dockerfile }) };
  }

  /** What runs it for everybody, as near to a developer as can be. */
  private async running(
    { entity, ref }: Component,
    cluster: Cluster,
    sandbox: string,
  ): Promise<Pick<GatheredFacts, 'workload' | 'services'>> {
    const membership = membershipOf(entity, ref);
    const isOurs = (namespace: string, labels: Record<string, string>) =>
      isMember(membership, { cluster: cluster.name, namespace, labels });
    const found = await cluster.reader.list<KubernetesObject>(
      TYPES.Deployment,
      {
        labelSelector: formatSelector(membership.requirements),
        ...(membership.namespace && { namespace: membership.namespace }),
      },
    );
    const lease = await this.options.finder.look(cluster);
    try {
      const stages = lease.reflector(namespaceKind);
      const [best] = nearest(
        found.flatMap(object => {
          const {
            namespace = '',
            name = '',
            labels = {},
          } = object.metadata ?? {};
          return isOurs(namespace, labels) ? [{ namespace, name, object }] : [];
        }),
        {
          sandbox,
          stageOf: namespace =>
            stages.get('', namespace)?.labels['fairway.dev/stage'],
          elsewhere: true,
        },
      );
      if (!best) {
        return {};
      }
      const services = [...lease.reflector(serviceKind).items(best.namespace)];
      return {
        workload: { ...(best.object as WorkloadLike), kind: 'Deployment' },
        services: services
          .filter(({ namespace, labels }) => isOurs(namespace, { ...labels }))
          .map(({ name, ports }) => ({
            metadata: { name },
            spec: { ports },
          })),
      };
    } finally {
      lease.release();
    }
  }

  /** By the portal's own integrations; hosts that it does not know are not asked. */
  private async dockerfile({ entity }: Component): Promise<string | undefined> {
    const location =
      entity.metadata.annotations?.['backstage.io/source-location'];
    const base = location?.replace(/^url:/, '');
    if (!base || !sourceOf(entity)) {
      return undefined;
    }
    const url = `${base.replace(/\/*$/, '/')}Dockerfile`;
    const answer = await this.options.urlReader.readUrl(url, {
      signal: AbortSignal.timeout(READ_TIMEOUT),
    });
    return (await answer.buffer()).toString('utf8');
  }
}

/** `user:default/Alice.B` → `alice-b` */
function routingKeyOf(owner: string): string {
  const name = owner.split('/').at(-1) ?? owner;
  const key = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  return key || 'developer';
}
