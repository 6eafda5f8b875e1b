import type { V1ObjectMeta } from '@kubernetes/client-node';

/** The tool that keeps an object as it is declared elsewhere. @public */
export interface Manager {
  tool: 'Argo CD' | 'Flux' | 'Helm';
  /** Name of the application, kustomization or release. */
  name: string;
}

/** An object, as far as its manager can be told from it. @public */
export interface ManagedObject {
  group: string;
  kind: string;
  metadata: Pick<V1ObjectMeta, 'name' | 'namespace' | 'labels' | 'annotations'>;
}

const ARGO_TRACKING_ID = 'argocd.argoproj.io/tracking-id';
const FLUX_LABELS = [
  'kustomize.toolkit.fluxcd.io',
  'helm.toolkit.fluxcd.io',
] as const;
const FLUX_DISABLED = 'kustomize.toolkit.fluxcd.io/reconcile';
const HELM_RELEASE = 'meta.helm.sh/release-name';

/**
 * Finds who will put a live change back: Argo CD, then Flux, then Helm; the
 * strongest evidence first. `app.kubernetes.io/instance` is none, for Helm
 * charts set it as well.
 *
 * @public
 */
export function findManager(object: ManagedObject): Manager | undefined {
  return argoCd(object) ?? flux(object) ?? helm(object);
}

/**
 * `<application>:<group>/<kind>:<namespace>/<name>`. An object that was copied
 * from another carries a foreign id, which does not count.
 */
function argoCd({ group, kind, metadata }: ManagedObject): Manager | undefined {
  const id = metadata.annotations?.[ARGO_TRACKING_ID];
  const self = `:${group}/${kind}:${metadata.namespace}/${metadata.name}`;
  if (!id?.endsWith(self)) {
    return undefined;
  }
  const name = id.slice(0, -self.length);
  return name ? { tool: 'Argo CD', name } : undefined;
}

function flux({ metadata }: ManagedObject): Manager | undefined {
  if (metadata.annotations?.[FLUX_DISABLED] === 'disabled') {
    return undefined;
  }
  for (const prefix of FLUX_LABELS) {
    const name = metadata.labels?.[`${prefix}/name`];
    if (name) {
      const namespace = metadata.labels?.[`${prefix}/namespace`];
      return { tool: 'Flux', name: namespace ? `${namespace}/${name}` : name };
    }
  }
  return undefined;
}

function helm({ metadata }: ManagedObject): Manager | undefined {
  const name = metadata.annotations?.[HELM_RELEASE];
  const managed = metadata.labels?.['app.kubernetes.io/managed-by'] === 'Helm';
  return name && managed ? { tool: 'Helm', name } : undefined;
}
