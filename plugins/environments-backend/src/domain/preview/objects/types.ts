import type { Finding } from '@fairway-idp/backstage-plugin-fairway-common';
import type { PodPlacement } from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import type { KubernetesObject } from '@kubernetes/client-node';

/** What is known of a preview before its objects are looked at. */
export interface PrepareOptions {
  /** Of the preview; its namespace is called the same. */
  name: string;
  /** Names of the components that it shows, the owner's first. */
  components: readonly string[];
  /**
   * Image of the commit, e.g. `registry.example.com/shop/cart:0123456789ab`.
   * It takes the place of every image of the same repository.
   */
  image?: string;
  /** Where it shall answer; absent: nothing is routed. */
  host?: string;
  /** What answers there; absent: only an Ingress of the manifests can. */
  gateway?: { namespace: string; name: string; listener?: string };
  /** Takes the place of the class that an Ingress names. */
  ingressClass?: string;
  /** Where pods run: added to what they say, and right where they differ. */
  podTemplate?: PodPlacement;
}

/** What {@link prepareObjects} makes of the objects of a branch. */
export interface PreparedObjects {
  /** In the order in which they are to be applied. */
  objects: KubernetesObject[];
  /** `info`: what was left out. `confirm`: what will probably not work. */
  findings: Finding[];
  /** Where it answers; absent: nowhere, and a finding says why. */
  host?: string;
  /** Whether something names the Secret `PREVIEW_DATABASE_SECRET`. */
  usesDatabase: boolean;
}
