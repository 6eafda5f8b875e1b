import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { PortalError } from '../../portal/api.ts';
import { signInAs } from '../../portal/portal.ts';
import { Api, ApiError } from '../../world/api.ts';
import type { Place } from './desk.ts';
import { STRANGER, need, type Stage } from './stage.ts';

/** A public key like any; its private half was thrown away. */
const PUBLIC_KEY =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIISJvQLszG+Gl79F+95Nezte/iRkafybZFdqZZSTiLsy stranger';

/** Somebody else gets in by no door: not the portal's, not the cluster's. */
export async function refusals(stage: Stage): Promise<void> {
  const { report, made } = stage;
  report.title('Somebody else');
  const place = need(made.main);
  for (const [what, tried] of portalDoors(stage, place)) {
    const { isRefused, words } = await outcomeOf(tried);
    report.expect(`the portal refuses to ${what}`, isRefused, words);
    if (isRefused) {
      report.note(words);
    }
  }
  const api = Api.fromKubeconfig(stage.strangerKubeconfig);
  try {
    for (const [what, method, path] of clusterDoors(
      place,
      (await stage.witness.podOf(place))?.metadata.name ?? '',
    )) {
      const { isRefused, words } = await outcomeOf(() =>
        api.text(method, path, method === 'POST' ? { body: {} } : {}),
      );
      report.expect(`the cluster refuses to ${what}`, isRefused, words);
    }
  } finally {
    api.close();
  }
}

type Door = [string, () => Promise<unknown>];

function portalDoors({ stranger, portalUrl }: Stage, place: Place): Door[] {
  return [
    ['connect', () => stranger.connect(place)],
    ['issue a certificate', () => stranger.certificate(place, PUBLIC_KEY)],
    ['issue a kubeconfig', () => stranger.kubeconfig(place)],
    ['stop it', () => stranger.act('stop', place)],
    ['delete it', () => stranger.act('delete', place)],
    ['keep it awake', () => stranger.act('keep-awake', place, { hours: 1 })],
    ['open a terminal', () => openStream(portalUrl, place, 'terminal')],
    ['carry SSH', () => openStream(portalUrl, place, 'ssh')],
    ['carry SSH for nobody', () => openStream(portalUrl, place, 'ssh', '')],
  ];
}

function clusterDoors(
  { namespace, name }: Place,
  pod: string,
): [string, string, string][] {
  const core = `/api/v1/namespaces/${namespace}`;
  return [
    ['list its pods', 'GET', `${core}/pods`],
    ['run a command in it', 'POST', `${core}/pods/${pod}/exec?command=id`],
    ['reach its port', 'POST', `${core}/pods/${pod}/portforward`],
    ['read its objects', 'GET', `${core}/configmaps/${name}`],
    ['read its volume', 'GET', `${core}/persistentvolumeclaims`],
    [
      'change what it runs',
      'GET',
      `/apis/apps/v1/namespaces/${namespace}/deployments/${name}`,
    ],
  ];
}

/** Asks for a WebSocket; fails with the server's answer if it is not opened. */
async function openStream(
  portal: string,
  place: Place,
  stream: string,
  known?: string,
): Promise<void> {
  const token = known ?? (await signInAs(portal, STRANGER));
  const protocols = [
    'fairway.workspace.v1',
    ...(token ? [`fairway.bearer.${token}`] : []),
  ];
  const { cluster, namespace, name } = place;
  const path = `/api/workspaces/v1/workspace/${stream}?${new URLSearchParams({
    cluster,
    namespace,
    name,
  })}`;
  await new Promise<void>((resolve, reject) => {
    const call = request(new URL(path, portal), {
      headers: {
        Connection: 'Upgrade',
        Upgrade: 'websocket',
        'Sec-WebSocket-Version': '13',
        'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
        'Sec-WebSocket-Protocol': protocols.join(', '),
      },
    });
    call.on('upgrade', (_, socket) => {
      socket.destroy();
      resolve();
    });
    call.on('response', async answer => {
      const body = Buffer.concat(await answer.toArray()).toString('utf8');
      reject(new PortalError(stream, answer.statusCode ?? 0, body));
    });
    call.on('error', reject);
    call.end();
  });
}

/** Only the answer of a server is a refusal; a broken connection is none. */
async function outcomeOf(
  attempt: () => Promise<unknown>,
): Promise<{ isRefused: boolean; words: string }> {
  try {
    await attempt();
    return { isRefused: false, words: 'it did not' };
  } catch (error) {
    const { message } = error as Error;
    const isAnswer =
      (error instanceof PortalError || error instanceof ApiError) &&
      [401, 403].includes(error.status);
    return { isRefused: isAnswer, words: message };
  }
}
