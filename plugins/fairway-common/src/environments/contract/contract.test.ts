import fc from 'fast-check';
import { parseSchedule } from '../schedule/schedule';
import type { Environment } from './environment';
import { ENVIRONMENT_ANNOTATIONS as A, ENVIRONMENT_LABELS as L } from './keys';
import { environmentName } from './names';
import { readEnvironment } from './read';
import { environmentMetadata, environmentPatch } from './write';

const INSTANCE = 'main';
const owner = 'user:default/alice';

function sandbox(more: Partial<Environment> = {}): Environment {
  const key = { kind: 'sandbox', instance: INSTANCE, owner } as const;
  return {
    ...key,
    title: 'try out',
    name: environmentName({ ...key, title: 'try out' }),
    createdBy: owner,
    tier: 's',
    ...more,
  } as Environment;
}

const read = (environment: Environment, changes: object = {}) =>
  readEnvironment(
    {
      metadata: {
        name: environment.name,
        ...environmentMetadata(environment),
        ...changes,
      },
    },
    { instance: INSTANCE },
  );

const anyInstant = fc
  .date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) })
  .map(date => date.toISOString());

describe('the contract', () => {
  it('reads what it wrote, whatever it was', () => {
    const any = fc.record(
      {
        tier: fc.constantFrom('s', 'm', 'l'),
        expiresAt: anyInstant,
        schedule: fc.constant(parseSchedule('Fri-Mon 22:00-06:30 Asia/Tokyo')),
        override: fc.oneof(
          fc.record({ state: fc.constantFrom('awake', 'asleep') }),
          fc.record({
            state: fc.constantFrom('awake', 'asleep'),
            until: anyInstant,
          }),
        ),
        protection: fc.record({ by: fc.string(), reason: fc.string() }),
        asleep: fc.constant('n8'),
        guardRails: fc.constant('abc'),
      },
      { requiredKeys: ['tier'] },
    );
    fc.assert(
      fc.property(any, more => {
        const environment = sandbox(more as Partial<Environment>);
        expect(read(environment)).toEqual({
          outcome: 'environment',
          environment,
        });
      }),
    );
  });

  it('reads previews, also after their repository was renamed', () => {
    const source = {
      host: 'git.example.com',
      repositoryId: '17',
      number: 4,
      commit: 'abc',
    };
    const environment = {
      kind: 'preview' as const,
      instance: INSTANCE,
      name: environmentName({
        kind: 'preview',
        instance: INSTANCE,
        ...source,
        slug: 'old-name',
      }),
      owner: 'group:default/shop-team',
      createdBy: owner,
      tier: 'm' as const,
      source,
    };
    expect(read(environment)).toEqual({ outcome: 'environment', environment });
  });

  it.each([
    ['no label', {}],
    ['a label that says no', { [L.managed]: 'false', [L.instance]: INSTANCE }],
    ["another portal's", { [L.managed]: 'true', [L.instance]: 'other' }],
    ['the label of actor-fence.yaml alone', { [L.managed]: 'true' }],
  ])('leaves alone a namespace with %s', (_, labels) => {
    expect(read(sandbox(), { labels })).toEqual({ outcome: 'foreign' });
  });

  const { labels, annotations } = environmentMetadata(sandbox());
  it.each<[string, object, RegExp]>([
    ['an unknown kind', { labels: { ...labels, [L.kind]: 'toy' } }, /'toy'/],
    ['an unknown tier', { labels: { ...labels, [L.tier]: 'xxl' } }, /xxl/],
    [
      'an expiry without zone',
      { annotations: { ...annotations, [A.expiresAt]: '2026-01-31 12:00' } },
      /expires-at is '2026-01-31 12:00'/,
    ],
    [
      'an expiry that is no day',
      {
        annotations: { ...annotations, [A.expiresAt]: '2026-13-31T12:00:00Z' },
      },
      /not a time/,
    ],
    [
      'a schedule of nowhere',
      {
        annotations: {
          ...annotations,
          [A.schedule]: 'Mon 08:00-09:00 Mars/Base',
        },
      },
      /'Mars\/Base' is not a time zone/,
    ],
    [
      'no owner',
      { annotations: { ...annotations, [A.owner]: undefined } },
      /owner is missing/,
    ],
    [
      'a component as owner',
      { annotations: { ...annotations, [A.owner]: 'component:default/x' } },
      /an owner is a user or a group/,
    ],
    [
      'protection that is no JSON',
      {
        labels: { ...labels, [L.protected]: 'true' },
        annotations: { ...annotations, [A.protection]: 'please' },
      },
      /protection is 'please'/,
    ],
    ['a copy', { name: 'production' }, /copied from another namespace/],
  ])('does not adopt a namespace with %s', (_, changes, problem) => {
    const reading = read(sandbox(), changes);
    expect(reading).toMatchObject({ outcome: 'garbled' });
    expect('problems' in reading && reading.problems.join()).toMatch(problem);
  });

  it('takes the label alone for protection', () => {
    const reading = read(sandbox(), {
      labels: { ...labels, [L.protected]: 'yes' },
    });
    expect(reading).toMatchObject({
      environment: { protection: { by: 'unknown' } },
    });
  });

  it('patches only what differs', () => {
    const before = sandbox({
      expiresAt: '2026-01-01T00:00:00.000Z',
      asleep: 'n8',
    });
    const after = sandbox({ expiresAt: '2026-02-01T00:00:00.000Z' });
    expect(environmentPatch(before, after)).toEqual({
      labels: { [L.asleep]: null },
      annotations: { [A.expiresAt]: '2026-02-01T00:00:00.000Z' },
    });
    expect(environmentPatch(before, before)).toEqual({});
  });
});
