import type { ServiceName } from '../world/types.ts';

export const SERVICE_NAMES: ServiceName[] = [
  'database',
  'gateway',
  'storage',
  'forge',
  'workspaces',
  'metrics',
];

/** Those of them that previews of pull requests need. */
export const PREVIEW_SERVICES: ServiceName[] = ['database', 'gateway', 'forge'];

const isService = (name: string): name is ServiceName =>
  SERVICE_NAMES.some(one => one === name);

/**
 * Reads `--with`: names with commas between, `all` or `none`.
 *
 * @throws Error that names what is no service
 */
export function parseServices(wanted: string): ServiceName[] {
  if (wanted === 'all') {
    return SERVICE_NAMES;
  }
  const names = wanted
    .split(',')
    .filter(name => name !== '' && name !== 'none');
  const unknown = names.find(name => !isService(name));
  if (unknown) {
    throw new Error(
      `--with ${wanted}: '${unknown}' is none of ${SERVICE_NAMES.join(', ')}`,
    );
  }
  return names.filter(isService);
}
