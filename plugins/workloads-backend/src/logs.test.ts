import {
  describeWithCluster,
  eventually,
} from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import type { V1Pod } from '@kubernetes/client-node';
import { deployment } from './__testUtils__/objects';
import { openStream } from './__testUtils__/openStream';
import { startWorld, type TestWorld } from './__testUtils__/testWorld';
import { TYPES } from '@fairway-idp/backstage-plugin-fairway-node/workloads';

jest.setTimeout(60_000);

/** Without a node no container runs: who may, which one, and how it ends. */
describeWithCluster('logs of workloads', cluster => {
  let world: TestWorld;
  let pod: string;

  const podOf = (app: string) =>
    eventually(async () => {
      const pods = await cluster().client.list<V1Pod>(TYPES.Pod, {
        namespace: world.namespace,
        labelSelector: `app=${app}`,
      });
      expect(pods).toHaveLength(1);
      return pods[0].metadata!.name!;
    });

  beforeAll(async () => {
    world = await startWorld(cluster());
    await world.apply(deployment(world.namespace, 'logged', { replicas: 1 }));
    await world.apply(deployment(world.namespace, 'other', { replicas: 1 }));
    pod = await podOf('logged');
  });

  afterAll(async () => {
    await world?.stop();
  });

  const get = (more: object, user?: string) =>
    world.portal.get(
      '/workload/logs',
      { ...world.ref('logged'), pod, ...more },
      user,
    );

  it('names the container, and says when that is all', async () => {
    const stream = await openStream(world.portal, '/workload/logs', {
      ...world.ref('logged'),
      pod,
      follow: 'false',
    });
    await stream.ended;
    const messages = stream.messages.map(text => JSON.parse(text));
    expect(messages[0]).toEqual({ type: 'start', container: 'app' });
    expect(messages.at(-1)).toMatchObject({
      type: 'end',
      message: 'That was all of container app up to now',
    });
    expect(world.portal.audit.at(-1)).toMatchObject({
      eventId: 'workload-logs',
      severityLevel: 'low',
      outcome: 'succeeded',
      meta: { actor: 'user:default/alice', pod, container: 'app' },
    });
  });

  it('refuses what is not there, not theirs or not allowed', async () => {
    const container = await get({ container: 'nope' });
    expect(container.status).toBe(400);
    expect(container.body.error.message).toBe(
      `container nope is not valid for pod ${pod} out of: app`,
    );
    const foreign = await get({ pod: await podOf('other') });
    expect(foreign.status).toBe(404);
    expect(foreign.body.error.message).toMatch(/is not one of Deployment/);
    const eve = await get({}, 'eve');
    expect(eve.status).toBe(403);
    world.portal.deny.add('workload.logs.read');
    const denied = await get({});
    world.portal.deny.clear();
    expect(denied.status).toBe(403);
    expect(denied.body.error.message).toMatch(/workload\.logs\.read is denied/);
    expect(world.portal.audit.at(-1)).toMatchObject({ outcome: 'failed' });
  });
});
