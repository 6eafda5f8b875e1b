import { psql } from '../../database/up.ts';
import type { ForgeClient } from '../../forge/client.ts';
import type { Api } from '../../world/api.ts';
import type { DatabaseState } from '../../world/types.ts';
import { readNamespace, type PreviewNamespace } from './namespaceWatch.ts';

/** Who writes for the portal, and in what. */
const MARKER = /<!-- fairway-preview:[^>]*-->/;
const STATUS = 'fairway/preview';
const PAGE = 50;
const MANAGED =
  'labelSelector=fairway.dev%2Fmanaged%3Dtrue%2Cfairway.dev%2Fkind%3Dpreview';

/** What the check asks, past the portal. */
export interface Witnesses {
  cluster: Api;
  forge: ForgeClient;
  /** Login of the portal on the forge. */
  bot: string;
  repositories: readonly string[];
  database?: DatabaseState;
  /** Port of the gateway; absent where there is none. */
  gatewayPort?: number;
  /** Whether the manifests at a head are refused. */
  isBroken(repository: string, number: number): boolean;
}

interface PullRequest {
  number: number;
  state: 'open' | 'closed';
  head: { sha: string; repo_id: number };
  base: { repo_id: number };
  html_url: string;
}

interface Found {
  repository: string;
  pullRequest: PullRequest;
}

/** What stands in the cluster and in the database. */
interface Cluster {
  namespaces: PreviewNamespace[];
  /** Namespaces of all routes. */
  routes: Array<{ namespace: string; hosts: string[] }>;
  deployments: Array<{ namespace: string; image: string; ready: boolean }>;
  schemas: string[];
  roles: string[];
}

/** What is so, and what should not be. */
export interface Truth {
  problems: string[];
  open: number;
  previews: number;
  comments: number;
  statuses: number;
  leaks: number;
}

/**
 * Compares what stands in the cluster, in the database and on the forge. Reads
 * all of it by itself and knows nothing of how the portal came to it.
 */
export async function compare(witnesses: Witnesses): Promise<Truth> {
  const truth: Truth = {
    problems: [],
    open: 0,
    previews: 0,
    comments: 0,
    statuses: 0,
    leaks: 0,
  };
  const cluster = await readCluster(witnesses);
  const left = new Map(
    cluster.namespaces.map(namespace => [keyOf(namespace), namespace]),
  );
  truth.previews = cluster.namespaces.length;
  const all = await Promise.all(
    witnesses.repositories.map(repository =>
      pullRequests(witnesses, repository),
    ),
  );
  const withDatabase: string[] = [];
  for (const found of all.flat()) {
    const { pullRequest } = found;
    const { base, number } = pullRequest;
    const key = keyOf({ repositoryId: String(base.repo_id), number });
    const namespace = left.get(key);
    const fromFork = pullRequest.head.repo_id !== base.repo_id;
    const told = await readTold(witnesses, found);
    truth.comments += told.comments.length;
    truth.statuses += told.status ? 1 : 0;
    const place = `${found.repository}#${number}`;
    const say = (problem: string) =>
      truth.problems.push(`${place}: ${problem}`);
    if (fromFork) {
      told.comments
        .concat(told.status ? ['status'] : [])
        .forEach(() => say('comes from a fork, and was told something'));
    } else if (pullRequest.state === 'open') {
      truth.open++;
      left.delete(key);
      judgeOpen({ witnesses, found, cluster, namespace, told }).forEach(say);
      if (namespace && found.repository.startsWith('payments/')) {
        withDatabase.push(namespace.name.replaceAll('-', '_'));
      }
    } else {
      judgeClosed(told).forEach(say);
    }
  }
  const leaks = judgeLeaks(cluster, { left: [...left.values()], withDatabase });
  truth.leaks = leaks.length;
  truth.problems.push(...leaks);
  return truth;
}

interface Told {
  comments: string[];
  status?: { status: string; description: string; target_url: string };
}

function judgeOpen(options: {
  witnesses: Witnesses;
  found: Found;
  cluster: Cluster;
  namespace: PreviewNamespace | undefined;
  told: Told;
}): string[] {
  const { witnesses, found, cluster, namespace, told } = options;
  const { sha } = found.pullRequest.head;
  const short = sha.slice(0, 12);
  if (!namespace) {
    return ['is open and has no preview'];
  }
  const { name } = namespace;
  const problems: string[] = [];
  const expect = (what: string, isSo: boolean) => {
    if (!isSo) {
      problems.push(what);
    }
  };
  expect('its namespace is being deleted', !namespace.deleting);
  expect(`its namespace shows ${namespace.commit}`, namespace.commit === sha);
  const [comment = ''] = told.comments;
  expect(`has ${told.comments.length} comments`, told.comments.length === 1);
  expect(
    `its comment is of another commit: ${line(comment)}`,
    comment.includes(short),
  );
  const url = `http://${name}.localhost:${witnesses.gatewayPort}`;
  const { status, description, target_url: target } = told.status ?? {};
  if (witnesses.isBroken(found.repository, found.pullRequest.number)) {
    expect(`its status is ${status}: ${description}`, status === 'failure');
    expect(
      `its comment hides that it failed: ${line(comment)}`,
      /failed/.test(comment) && /Secret/.test(comment),
    );
    return problems;
  }
  expect(`its status is ${status}: ${description}`, status === 'success');
  expect(`its comment says: ${line(comment)}`, /is ready/.test(comment));
  const image = `localhost/${found.repository}:${short}`;
  const running = cluster.deployments.filter(
    ({ namespace: where }) => where === name,
  );
  expect(
    `it runs ${running.map(one => one.image).join() || 'nothing'}`,
    running.length === 1 && running[0].image === image && running[0].ready,
  );
  if (witnesses.gatewayPort !== undefined) {
    const hosts = cluster.routes
      .filter(route => route.namespace === name)
      .flatMap(route => route.hosts);
    expect(
      `its routes are ${hosts.join()}`,
      hosts.join() === `${name}.localhost`,
    );
    expect('its comment lacks the address', comment.includes(url));
    expect(`its status leads to ${target}`, target === url);
  }
  return problems;
}

/** It may have been closed before anything was said. */
function judgeClosed({ comments, status }: Told): string[] {
  return [
    ...(comments.length > 1
      ? [`is closed and has ${comments.length} comments`]
      : []),
    ...comments
      .filter(comment => !/was removed/.test(comment))
      .map(comment => `is closed, but its comment says: ${line(comment)}`),
    ...(status && !/^Removed/.test(status.description)
      ? [`is closed, but its status says: ${status.description}`]
      : []),
  ];
}

function judgeLeaks(
  { namespaces, routes, schemas, roles }: Cluster,
  { left, withDatabase }: { left: PreviewNamespace[]; withDatabase: string[] },
): string[] {
  const known = new Set(namespaces.map(({ name }) => name));
  const wanted = new Set(withDatabase);
  const surplus = (what: string, names: string[]) =>
    names
      .filter(name => !wanted.has(name))
      .map(name => `${what} ${name} is left over`);
  return [
    ...left.map(({ name }) => `namespace ${name} is left over`),
    ...routes
      .filter(
        ({ namespace }) => namespace.startsWith('pv-') && !known.has(namespace),
      )
      .map(({ namespace }) => `route in ${namespace} is left over`),
    ...surplus('schema', schemas),
    ...surplus('role', roles),
    ...withDatabase
      .filter(name => !schemas.includes(name) || !roles.includes(name))
      .map(name => `schema or role ${name} is missing`),
  ];
}

function keyOf({
  repositoryId,
  number,
}: {
  repositoryId: string;
  number: number;
}): string {
  return `${repositoryId}#${number}`;
}

async function pullRequests(
  { forge }: Witnesses,
  repository: string,
): Promise<Found[]> {
  const all: Found[] = [];
  for (let page = 1; ; page++) {
    const some = await forge.get<PullRequest[]>(
      `/repos/${repository}/pulls?state=all&limit=${PAGE}&page=${page}`,
    );
    for (const { number } of some) {
      // A list may show an old head.
      const pullRequest = await forge.get<PullRequest>(
        `/repos/${repository}/pulls/${number}`,
      );
      all.push({ repository, pullRequest });
    }
    if (some.length === 0) {
      return all;
    }
  }
}

async function readTold(
  { forge, bot }: Witnesses,
  { repository, pullRequest }: Found,
): Promise<Told> {
  const [comments, statuses] = await Promise.all([
    forge.get<Array<{ body: string; user: { login: string } }>>(
      `/repos/${repository}/issues/${pullRequest.number}/comments`,
    ),
    forge.get<
      Array<{
        id: number;
        context: string;
        status: string;
        description: string;
        target_url: string;
      }>
    >(`/repos/${repository}/statuses/${pullRequest.head.sha}?limit=${PAGE}`),
  ]);
  const [status] = statuses
    .filter(({ context }) => context === STATUS)
    .sort((one, other) => other.id - one.id);
  return {
    comments: comments
      .filter(({ body, user }) => user.login === bot && MARKER.test(body))
      .map(({ body }) => body),
    status,
  };
}

interface List<T> {
  items: T[];
}

async function readCluster({
  cluster,
  database,
  gatewayPort,
}: Witnesses): Promise<Cluster> {
  const namespaces = await cluster.get<
    List<Parameters<typeof readNamespace>[0]>
  >(`/api/v1/namespaces?${MANAGED}`);
  const deployments = await cluster.get<
    List<{
      metadata: { namespace: string; generation: number };
      spec: { template: { spec: { containers: { image: string }[] } } };
      status: { observedGeneration?: number; readyReplicas?: number };
    }>
  >('/apis/apps/v1/deployments');
  const routes = gatewayPort
    ? await cluster.get<
        List<{
          metadata: { namespace: string };
          spec: { hostnames?: string[] };
        }>
      >('/apis/gateway.networking.k8s.io/v1/httproutes')
    : { items: [] };
  const names = async (sql: string) =>
    database
      ? (await psql(database, { as: 'admin', sql })).split('\n').filter(Boolean)
      : [];
  return {
    namespaces: namespaces.items.flatMap(item => readNamespace(item) ?? []),
    deployments: deployments.items.map(({ metadata, spec, status }) => ({
      namespace: metadata.namespace,
      image: spec.template.spec.containers[0].image,
      ready:
        status.observedGeneration === metadata.generation &&
        (status.readyReplicas ?? 0) > 0,
    })),
    routes: routes.items.map(({ metadata, spec }) => ({
      namespace: metadata.namespace,
      hosts: spec.hostnames ?? [],
    })),
    schemas: await names(
      String.raw`SELECT nspname FROM pg_namespace WHERE nspname LIKE 'pv\_%';`,
    ),
    roles: await names(
      String.raw`SELECT rolname FROM pg_roles WHERE rolname LIKE 'pv\_%';`,
    ),
  };
}

function line(text: string): string {
  return text.replace(/\s+/g, ' ').slice(0, 120);
}
