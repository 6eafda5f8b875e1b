import type { ForgeErrorCause } from '@fairway-idp/backstage-plugin-fairway-node';
import { forgeProblem } from './forgeProblem';

describe('what a forge did not do', () => {
  it.each<[ForgeErrorCause, string]>([
    ['unreachable', 'ServiceUnavailableError'],
    ['rate-limited', 'ServiceUnavailableError'],
    ['unauthorized', 'NotAllowedError'],
    ['forbidden', 'NotAllowedError'],
    ['refused', 'InputError'],
    ['not-found', 'InputError'],
  ])('names the field and has a fitting name: %s', (reason, name) => {
    const problem = forgeProblem({
      message: 'git.example.com says no',
      reason,
    });
    expect(problem.name).toBe(name);
    expect(problem.message).toMatch(/^repoUrl: git\.example\.com says no/);
  });
});
