import { parseEntityRef } from '@backstage/catalog-model';

/** Where the portal shows a component's previews. */
export function portalPage(
  appUrl: string | undefined,
  entityRef: string | undefined,
): string | undefined {
  if (!appUrl || !entityRef) {
    return undefined;
  }
  const { kind, namespace, name } = parseEntityRef(entityRef);
  const path = [namespace, kind, name]
    .map(part => encodeURIComponent(part.toLocaleLowerCase('en-US')))
    .join('/');
  return `${appUrl.replace(/\/$/, '')}/catalog/${path}/previews`;
}
