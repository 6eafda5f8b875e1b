import { ConfigReader } from '@backstage/config';
import { readLoopSettings, readSettings } from './readSettings';

const settings = (housekeeping: object, more: object = {}) =>
  readSettings(new ConfigReader({ housekeeping, ...more } as never));

describe('readSettings', () => {
  it('has one rule of each target, none of which goes into others’ namespaces', () => {
    const { rules, fallbackOwner, instance } = settings(
      {},
      { environments: { instance: 'demo', fallbackOwner: 'group:default/x' } },
    );
    expect(rules.map(({ id, enabled }) => [id, enabled])).toEqual(
      [
        'old-pod',
        'finished-job',
        'failed-job',
        'unbound-claim',
        'unmounted-claim',
        'empty-namespace',
      ].map(id => [id, true]),
    );
    expect(rules.flatMap(({ namespaces }) => namespaces)).toEqual([]);
    expect({ fallbackOwner, instance }).toEqual({
      fallbackOwner: 'group:default/x',
      instance: 'demo',
    });
  });

  it('takes rules as they are listed, and tells by their version when they change', () => {
    const rule = {
      target: 'old-pod',
      olderThanHours: 24,
      namespaces: ['b', 'a'],
    };
    const [one] = settings({ rules: [rule] }).rules;
    expect(one).toMatchObject({
      id: 'old-pod',
      kind: 'Pod',
      olderThanHours: 24,
      noticeHours: 24,
      namespaces: ['a', 'b'],
    });
    const [same] = settings({
      rules: [{ ...rule, title: 'Other words' }],
    }).rules;
    const [other] = settings({
      rules: [{ ...rule, olderThanHours: 25 }],
    }).rules;
    expect(same.version).toBe(one.version);
    expect(other.version).not.toBe(one.version);
    expect(settings({ rules: [] }).rules).toEqual([]);
  });

  it.each<[object, string]>([
    [
      { rules: [{ target: 'secrets' }] },
      "housekeeping.rules[0].target 'secrets' must be one of old-pod, finished-job",
    ],
    [
      { rules: [{ target: 'old-pod', olderThanHours: -1 }] },
      'housekeeping.rules[0].olderThanHours must not be negative, but is -1',
    ],
    [
      { rules: [{ target: 'old-pod' }, { target: 'old-pod' }] },
      "the id 'old-pod' is there twice",
    ],
    [
      { rules: [{ target: 'old-pod', id: 'Old Pods' }] },
      "housekeeping.rules[0].id 'Old Pods' must be up to 63",
    ],
    [
      { cap: { maxCount: -2 } },
      'housekeeping.cap.maxCount must not be negative, but is -2',
    ],
  ])('refuses %j', (config, message) => {
    expect(() => settings(config)).toThrow(message);
  });

  it('reads how the loop goes about its work', () => {
    const config = new ConfigReader({
      housekeeping: { loop: { everySeconds: 7 } },
    });
    expect(readLoopSettings(config)).toEqual({
      everySeconds: 7,
      passTimeoutSeconds: 600,
      writesPerSecond: 5,
      sampleEverySeconds: 60,
    });
  });
});
