import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  goldenPathPreflightPermission,
  type GoldenPathPlaces,
  type GoldenPathRoom,
  type GoldenPathTarget,
  type PreflightInput,
  type PreflightReport,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  dependencyAt,
  inOrder,
  isFilledIn,
  sketch,
  type Names,
  type Dependency,
  type Places,
  type StagedPreflight,
} from '@fairway-idp/backstage-plugin-golden-paths-node';

interface Cancelled {
  signal?: AbortSignal;
}

/** What a form asks while somebody fills it in. Writes nothing. */
export class Forms {
  private constructor(
    private readonly options: {
      permissions: PermissionsService;
      names: Names;
      places: Places;
      preflight: StagedPreflight;
    },
  ) {}

  static create(options: {
    permissions: PermissionsService;
    names: Names;
    places: Places;
    preflight: StagedPreflight;
  }): Forms {
    return new Forms(options);
  }

  async places(
    query: { search?: string } & Cancelled,
    credentials: BackstageCredentials,
  ): Promise<GoldenPathPlaces> {
    await this.requirePermission(credentials);
    return this.options.places.list(query, credentials);
  }

  async room(
    where: GoldenPathTarget & Cancelled,
    credentials: BackstageCredentials,
  ): Promise<GoldenPathRoom> {
    await this.requirePermission(credentials);
    return this.options.places.room(where, credentials);
  }

  /** Before the template is rendered: of what the form amounts to so far. */
  async preflight(
    input: PreflightInput & Cancelled,
    credentials: BackstageCredentials,
  ): Promise<PreflightReport> {
    await this.requirePermission(credentials);
    const { names, preflight } = this.options;
    const { parameters, shape, later = [], signal } = input;
    const { name, repoUrl, forge } = parameters;
    const [report, taken] = await Promise.all([
      preflight.check(
        {
          cluster: input.cluster,
          signal,
          dependencies: dependenciesOf(parameters),
          trafficNamespace: trafficNamespaceOf(parameters),
          namespace: input.namespace,
          objects: sketch(parameters, { shape }),
          byOthers: (parameters.delivery ?? 'direct') !== 'direct',
        },
        later.map(({ stage, ...target }) => ({
          ...target,
          ...laterOf(input, { stage, ...target }),
        })),
        credentials,
      ),
      names.check(
        {
          entities: name && isName(name) ? [`component:default/${name}`] : [],
          repoUrl: repoUrl && isWhole(repoUrl) ? repoUrl : undefined,
          forge,
          signal,
        },
        credentials,
      ),
    ]);
    const findings = inOrder([
      ...taken,
      ...report.findings.filter(({ field }) => isFilledIn(parameters, field)),
    ]);
    return {
      ...report,
      findings,
      passed: findings.every(({ severity }) => severity !== 'block'),
    };
  }

  private async requirePermission(
    credentials: BackstageCredentials,
  ): Promise<void> {
    const [decision] = await this.options.permissions.authorize(
      [{ permission: goldenPathPreflightPermission }],
      { credentials },
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `You may not start a golden path: permission ${goldenPathPreflightPermission.name} is missing. Ask your platform team`,
      );
    }
  }
}

/** What a later stage is asked, with the host and the calls of that stage. */
function laterOf(
  { namespace, parameters, shape, signal }: PreflightInput & Cancelled,
  {
    stage,
    host = derivedHost(parameters, stage),
    namespace: to,
  }: NonNullable<PreflightInput['later']>[number],
) {
  const dependencies = parameters.dependencies?.map(one =>
    dependencyAt(one, { stage, from: namespace, to }),
  );
  return {
    stage,
    signal,
    trafficNamespace: trafficNamespaceOf(parameters),
    objects: sketch({ ...parameters, host, dependencies }, { shape, stage }),
  };
}

/** As the templates have it, if nobody says so. */
function derivedHost(
  { host }: PreflightInput['parameters'],
  stage: string,
): string | undefined {
  return host && `${stage}-${host}`;
}

/** What has no name yet is called by nobody. */
function dependenciesOf({
  dependencies = [],
}: PreflightInput['parameters']): Dependency[] {
  return dependencies
    .filter(({ namespace, name }) => namespace && name)
    .map(({ namespace, name, port }) => ({ namespace, name, ports: [port] }));
}

/** What is not reached from outside lets nothing in. */
function trafficNamespaceOf({
  route,
  trafficNamespace,
}: PreflightInput['parameters']): string | undefined {
  return route === 'none' ? undefined : trafficNamespace;
}

/** What the catalog takes for a name; of anything else it cannot be asked. */
function isName(text: string): boolean {
  return /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/.test(text);
}

/** While the owner is being typed in, no forge is asked. */
function isWhole(repoUrl: string): boolean {
  const params = new URLSearchParams(repoUrl.split('?')[1] ?? '');
  return ['owner', 'repo'].every(part =>
    /^[A-Za-z0-9_][\w.-]{0,99}$/.test(params.get(part) ?? ''),
  );
}
