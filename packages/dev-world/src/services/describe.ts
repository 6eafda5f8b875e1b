import type { ServiceName, WorldServices } from '../world/types.ts';

const isOff = (service: object | undefined): service is { off: string } =>
  service !== undefined && 'off' in service;

/** A service that runs, or undefined. */
export function runningService<Name extends ServiceName>(
  services: WorldServices | undefined,
  name: Name,
): Exclude<WorldServices[Name], { off: string } | undefined> | undefined {
  const service = services?.[name];
  return service === undefined || isOff(service)
    ? undefined
    : (service as Exclude<WorldServices[Name], { off: string } | undefined>);
}

const LINES: Record<ServiceName, (services: WorldServices) => string> = {
  forge: services => {
    const forge = runningService(services, 'forge');
    const logins = Object.values(forge?.people ?? {}).map(
      ({ login, password }) => `${login} / ${password}`,
    );
    return `Gitea ${forge?.version} at ${forge?.url} (${logins.join(', ')})`;
  },
  gateway: services => {
    const gateway = runningService(services, 'gateway');
    return `Traefik ${gateway?.version}, http://NAME.localhost:${gateway?.port} for a route with the host NAME.localhost`;
  },
  database: services => {
    const database = runningService(services, 'database');
    return `PostgreSQL ${database?.version}, ${database?.host}:${database?.port}, database ${database?.database}`;
  },
  storage: services => {
    const storage = runningService(services, 'storage');
    return `local-path-provisioner ${storage?.version}, StorageClass ${storage?.storageClass}`;
  },
  workspaces: services => {
    const workspaces = runningService(services, 'workspaces');
    return `image ${workspaces?.image} (${workspaces?.contents})`;
  },
  metrics: services =>
    `metrics-server ${runningService(services, 'metrics')?.version}`,
};

/** One line for a person: where it is, or why it is not there. */
export function describeService(
  services: WorldServices,
  name: ServiceName,
): string | undefined {
  const service = services[name];
  if (isOff(service)) {
    return `none: ${service.off}`;
  }
  return service && LINES[name](services);
}

/** Those lines, by name, of all services that were wanted. */
export const describeServices = (
  services: WorldServices = {},
): Record<string, string> =>
  Object.fromEntries(
    (Object.keys(services) as ServiceName[]).map(name => [
      name,
      describeService(services, name) ?? '',
    ]),
  );

/** How the database is reached: by the portal, or by pods. */
export function databaseUrl(
  services: WorldServices | undefined,
  from: 'portal' | 'pods' = 'portal',
): string | undefined {
  const database = runningService(services, 'database');
  if (!database) {
    return undefined;
  }
  const host = from === 'pods' ? database.clusterHost : database.host;
  const { user, password } = database.admin;
  return (
    host &&
    `postgresql://${user}:${password}@${host}:${database.port}/${database.database}`
  );
}
