import type { ChangePlan } from '@fairway-idp/backstage-plugin-fairway-common';

/** A plan that may be applied as it is. */
export function somePlan(overrides: Partial<ChangePlan> = {}): ChangePlan {
  return {
    action: 'scale',
    summary: 'Scale Deployment storefront from 3 to 5 replicas',
    reasons: ['3 replicas are wanted now'],
    findings: [],
    noop: false,
    version: 'u.41',
    before: 'spec:\n  replicas: 3\n',
    after: 'spec:\n  replicas: 5\n',
    dryRun: { outcome: 'accepted' },
    ...overrides,
  };
}
