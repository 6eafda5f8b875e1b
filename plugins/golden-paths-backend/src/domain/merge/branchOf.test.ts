import { branchOf, isBranchOf } from './branchOf';

it.each([
  ['1.2.0', 'fairway/golden-path-1.2.0'],
  ['2026 / spring..~^:?*[', 'fairway/golden-path-2026-spring'],
  ['../../main', 'fairway/golden-path-main'],
  ['x.lock', 'fairway/golden-path-x'],
  ['…', 'fairway/golden-path-next'],
])('makes of the version %j a branch that Git takes', (version, branch) => {
  expect(branchOf(version)).toBe(branch);
});

it('knows its own again, also of a later attempt', () => {
  expect(isBranchOf(branchOf('1.2', 3), '1.2')).toBe(true);
  expect(isBranchOf(branchOf('1.2.0'), '1.2')).toBe(false);
  expect(isBranchOf('fairway/golden-path-1.2_x', '1.2')).toBe(false);
});
