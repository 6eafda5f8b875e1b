import { finding } from './finding';
import { notAsked, ofOthers, together } from './later';

const staging = { stage: 'staging', cluster: 'dev', namespace: 'shop-staging' };

const report = (...findings: ReturnType<typeof finding>[]) => ({
  passed: findings.every(({ severity }) => severity !== 'block'),
  findings,
  room: [{ quota: 'team', resource: 'pods', hard: '4', used: '1', left: '3' }],
});

const lines = ({ findings }: ReturnType<typeof report>) =>
  findings.map(
    ({ severity, field, message }) => `${severity} [${field}] ${message}`,
  );

describe('a later stage', () => {
  it.each<[string, 'block' | 'confirm', string | undefined, string]>([
    ['quota', 'block', 'resources', 'block [resources] staging: x'],
    ['host-taken', 'block', 'host', 'block [stagingHost] staging: x'],
    ['namespace', 'block', 'target', 'block [staging] staging: x'],
    // Can still come, or is for others to do.
    ['no-namespace', 'block', 'target', 'confirm [staging] staging: x'],
    ['no-config-map', 'block', 'env', 'confirm [env] staging: x'],
    ['rights', 'block', 'target', 'confirm [staging] staging: x'],
  ])('says %s in its own name', (id, severity, field, expected) => {
    const said = ofOthers(
      report(finding(id, severity, { message: 'x', field: field as never })),
      staging,
    );
    expect(lines(said)).toEqual([expected]);
    expect(said.passed).toBe(!expected.startsWith('block'));
    expect(said.room).toMatchObject([
      { stage: 'staging', namespace: 'shop-staging', quota: 'team' },
    ]);
  });

  it('is told from where it runs first by its name alone', () => {
    const { cluster, namespace } = staging;
    const said = ofOthers(
      report(finding('rights', 'block', { message: 'x', field: 'target' })),
      { cluster, namespace, fieldNames: { target: 'place' } },
    );
    expect(lines(said)).toEqual(['confirm [place] x']);
    expect(said).toMatchObject({ passed: true, room: report().room });
  });

  it("takes the template's own names of its fields", () => {
    const said = ofOthers(
      report(finding('host', 'block', { message: 'x', field: 'host' })),
      { ...staging, fieldNames: { host: 'publicName' } },
    );
    expect(lines(said)).toEqual(['block [publicName] staging: x']);
  });

  it('that could not be asked is to be confirmed, and keeps nobody', () => {
    const said = together(report(), [notAsked(staging, 'you may not')]);
    expect(lines(said)).toEqual([
      'confirm [staging] staging: shop-staging of cluster dev was not asked: you may not',
    ]);
    expect(said.passed).toBe(true);
  });

  it('is said after the first, the gravest of all first', () => {
    const first = report(finding('a', 'confirm', { message: 'first' }));
    const later = ofOthers(
      report(
        finding('b', 'confirm', { message: 'second' }),
        finding('c', 'block', { message: 'grave' }),
      ),
      staging,
    );
    const all = together(first, [later]);
    expect(all.findings.map(({ message }) => message)).toEqual([
      'staging: grave',
      'first',
      'staging: second',
    ]);
    expect(all.passed).toBe(false);
    expect(all.room.map(({ stage }) => stage)).toEqual([undefined, 'staging']);
  });
});
