import { kubeconfigFor } from './kubeconfig.ts';
import { assertWorldName } from './paths.ts';
import { testState } from './testState.ts';

describe('kubeconfigFor', () => {
  const world = { state: testState() };

  it("is the administrator's unless a person is named", () => {
    expect(kubeconfigFor(world)).toBe('/w/kubeconfig');
    expect(kubeconfigFor(world, 'alice')).toBe('/w/kubeconfig.alice');
  });

  it('says whom it knows', () => {
    expect(() => kubeconfigFor(world, 'eve')).toThrow(
      "World 'dev' knows no 'eve'; it knows admin, alice",
    );
  });
});

describe('assertWorldName', () => {
  it.each(['dev', 'check-a', 'a', 'x1'])('accepts %s', name => {
    expect(() => assertWorldName(name)).not.toThrow();
  });
  it.each(['', '-a', 'a-', 'A', 'a/b', '..', 'a'.repeat(31)])(
    "refuses '%s'",
    name => {
      expect(() => assertWorldName(name)).toThrow('cannot be a world');
    },
  );
});
