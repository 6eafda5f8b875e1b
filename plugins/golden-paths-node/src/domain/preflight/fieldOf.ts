import type { GoldenPathField } from '@fairway-idp/backstage-plugin-fairway-common';

/** Which part of an object comes from which field; the first that fits wins. */
const TABLE: ReadonlyArray<[path: RegExp, field: GoldenPathField]> = [
  [/\.resources\b|\.resources\[/, 'resources'],
  [/\.image$/, 'image'],
  [/\.env(From)?\b/, 'env'],
  // A NetworkPolicy, which has ports, too.
  [/^spec\.egress\b.*\.ipBlock\b/, 'outside'],
  [/^spec\.egress\b/, 'dependencies'],
  [/^spec\.ingress\b/, 'callers'],
  [/\.(containerPort|ports|targetPort)\b/, 'port'],
  [/spec\.(rules|hostnames|tls)\b/, 'host'],
  [/spec\.(schedule|timeZone)$/, 'schedule'],
  [/spec\.(replicas|minReplicas|maxReplicas)$/, 'replicas'],
  [/metadata\.namespace$/, 'target'],
  [/metadata\.name$|\.selector\b|\.labels\b/, 'name'],
];

/**
 * The field of the form that a path in an object comes from, e.g.
 * `spec.template.spec.containers[0].image`.
 */
export function fieldOf(path: string | undefined): GoldenPathField | undefined {
  return TABLE.find(([form]) => form.test(path ?? ''))?.[1];
}
