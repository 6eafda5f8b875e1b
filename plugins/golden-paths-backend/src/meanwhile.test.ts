import {
  describeWithGitea,
  type WorkingCopy,
} from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import { Gate } from './__testUtils__/Gate';
import {
  startUpgradeWorld,
  type UpgradeWorld,
} from './__testUtils__/upgradeWorld';

jest.setTimeout(120_000);

const MERGES_BASE = /^POST \S+\/pulls\/\d+\/update/;

describeWithGitea('an upgrade that is brought up to date', address => {
  let gate: Gate;
  let world: UpgradeWorld;

  beforeAll(async () => {
    gate = await Gate.to(address);
    world = await startUpgradeWorld({
      address: gate.address,
      components: ['owned', 'moving'],
    });
    await world.run('notices');
    await world.made('owned');
    await world.made('moving');
    world.template.become('1.1.0');
  }, 180_000);

  afterAll(async () => {
    await world?.stop();
    await gate?.shut();
  }, 60_000);

  /** Its default branch has moved on since; tells the branch of the pull request. */
  const opened = async (name: string) => {
    expect((await world.upgrade(name)).body.outcome).toBe('opened');
    const [{ head }] = await world.forge.pullRequests(name);
    const copy = await world.clone(name);
    await copy.commit('main', { 'mine.txt': 'mine\n' });
    await copy.push();
    return { copy, branch: head.ref };
  };

  /** Somebody commits between what is looked at and what is written. */
  const meanwhile = (
    copy: WorkingCopy,
    ...commit: Parameters<WorkingCopy['commit']>
  ) => {
    gate.before(MERGES_BASE, async () => {
      await copy.commit(...commit);
      await copy.push();
      copy.remove();
    });
  };

  it('keeps what its owner commits to it meanwhile', async () => {
    const { copy, branch } = await opened('owned');
    const mine = { Dockerfile: 'FROM mine\n' };
    meanwhile(copy, branch, mine, `origin/${branch}`);
    const { body } = await world.upgrade('owned');
    expect(await world.forge.file('owned', 'Dockerfile', branch)).toBe(
      'FROM mine\n',
    );
    expect(body).toMatchObject({
      outcome: 'unchanged',
      message: expect.stringContaining('Somebody has committed'),
    });
  });

  it('undoes nothing that comes to the default branch meanwhile', async () => {
    const { copy, branch } = await opened('moving');
    meanwhile(copy, 'main', { 'later.txt': 'later\n' });
    const later = () => world.forge.file('moving', 'later.txt', branch);
    const { body } = await world.upgrade('moving');
    expect(await later()).toBe('later\n');
    expect(body).toMatchObject({
      outcome: 'unchanged',
      message: expect.stringContaining('main has moved on'),
    });
    // It is ours, still.
    expect((await world.upgrade('moving')).body.outcome).toBe('updated');
    expect(await later()).toBe('later\n');
    expect((await world.upgrade('moving')).body.outcome).toBe('unchanged');
  });
});
