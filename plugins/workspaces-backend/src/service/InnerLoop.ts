import { createHash } from 'node:crypto';
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
  type WorkspaceSetUp,
} from '@fairway-idp/backstage-plugin-fairway-node';
import {
  chooseTool,
  generateInnerLoop,
  planManagedFiles,
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
import type { Existing, ExistingFiles } from './ExistingFiles';
import type { Finder } from './Finder';
import type { Sandboxes } from './Sandboxes';

interface InnerLoopOptions {
  components: Components;
  existing: ExistingFiles;
  finder: Finder;
  sandboxes: Sandboxes;
  settings: Settings;
  viewers: Viewers;
}

/** Files for inner-loop tools: gathers what is known, and lets the generators do the rest. */
export class InnerLoop {
  private constructor(private readonly options: InnerLoopOptions) {}

  static create(options: InnerLoopOptions): InnerLoop {
    return new InnerLoop(options);
  }

  /** The files, what becomes of each, and why this tool. Writes nothing. */
  async get(input: InnerLoopInput, caller: Caller): Promise<InnerLoopView> {
    const { view } = await this.plan(input, caller);
    return view;
  }

  /** What is put into a new clone: nothing that somebody edited is among it. */
  async filesFor(
    input: InnerLoopInput,
    caller: Caller,
  ): Promise<WorkspaceSetUp['files']> {
    const { view, existing } = await this.plan(input, caller);
    return view.files
      .filter(({ state }) => ['new', 'update', 'unknown'].includes(state))
      .map(({ path, content, state }) => ({
        path,
        content,
        ...(state === 'update' && { replaces: sha256(existing.files![path]) }),
      }));
  }

  private async plan(
    input: InnerLoopInput,
    caller: Caller,
  ): Promise<{ view: InnerLoopView; existing: Existing }> {
    const { viewers, components } = this.options;
    const user = viewers.requireUser(caller.credentials);
    const { user: owner } = await viewers.refsOf(user);
    const component = await components.get(input.entityRef, user);
    const place = await this.placeFor(input, { owner, user });
    const gathered = await this.gather(component, place);
    const { facts, findings } = resolveComponent(component.entity, gathered);
    const target = await this.targetFor(component, { ...place, owner });
    const choice = chooseTool({ facts, target, files: gathered.files });
    const tool = input.tool ?? choice[0].tool;
    const made = generateInnerLoop(tool, facts, target);
    const paths = made.files.flatMap(({ path, basePath }) =>
      basePath ? [path, basePath] : [path],
    );
    const { entity } = component;
    const existing = await this.options.existing.of(paths, {
      entity,
      input,
      caller,
    });
    const { workload } = gathered;
    const view = {
      entityRef: component.ref,
      tool,
      files: planManagedFiles(made.files, existing.files),
      seenIn: existing.seenIn,
      findings: [
        ...made.findings,
        ...findings,
        ...preflight({ tool, facts, workload }),
      ],
      choice,
    };
    return { view, existing };
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
      const namespaces = lease.reflector(namespaceKind);
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
          labelsOf: namespace => namespaces.get('', namespace)?.labels,
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

  private async dockerfile({ entity }: Component): Promise<string | undefined> {
    const path = [sourceOf(entity)?.folder, 'Dockerfile']
      .filter(Boolean)
      .join('/');
    const files = await this.options.existing.inRepository([path], entity);
    return files?.[path];
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
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
