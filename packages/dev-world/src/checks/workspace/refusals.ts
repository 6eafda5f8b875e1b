import { PortalError } from '../../portal/api.ts';
import { signInAs } from '../../portal/portal.ts';
import { Api, ApiError } from '../../world/api.ts';
import type { Place } from './desk.ts';
import { STRANGER, need, type Stage } from './stage.ts';

/** A public key like any; its private half was thrown away. */
const PUBLIC_KEY =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIISJvQLszG+Gl79F+95Nezte/iRkafybZFdqZZSTiLsy stranger';

/** A stream that was not opened, or ended before anything came. */
class Refused extends Error {}

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

/** Fails with the server's answer if the stream is not opened. */
async function openStream(
  portal: string,
  place: Place,
  stream: string,
  known?: string,
): Promise<void> {
  const token = known ?? (await signInAs(portal, STRANGER));
  const url = new URL(
    `/api/workspaces/v1/workspace/${stream}?${new URLSearchParams({
      ...place,
    })}`,
    portal,
  );
  url.protocol = 'ws:';
  const protocols = [
    'fairway.workspace.v1',
    ...(token ? [`fairway.bearer.${token}`] : []),
  ];
  await new Promise<void>((resolve, reject) => {
    const socket = new WebSocket(url, protocols);
    socket.binaryType = 'arraybuffer';
    socket.onmessage = ({ data }) => {
      socket.close();
      // A refusal may also come in words, once the stream stands.
      if (typeof data === 'string' && data.includes('"ended"')) {
        reject(new Refused(data));
        return;
      }
      resolve();
    };
    socket.onclose = ({ code, reason }) =>
      reject(new Refused(`closed ${code} ${reason}`));
    socket.onerror = () => reject(new Refused('the stream is not opened'));
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
      error instanceof PortalError || error instanceof ApiError
        ? [401, 403, 404].includes(error.status)
        : error instanceof Refused;
    return { isRefused: isAnswer, words: message };
  }
}
