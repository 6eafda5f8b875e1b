import { dependencyAt } from './dependencyAt';

const STAGING = {
  stage: 'staging',
  from: 'orders-dev',
  to: 'orders-rehearsal',
};

describe('dependencyAt', () => {
  it.each<[string | undefined, string | undefined]>([
    ['payments-dev', 'payments-staging'],
    // Where it is itself.
    ['orders-dev', 'orders-rehearsal'],
    // One for all.
    ['payments', 'payments'],
    ['dev-payments', 'dev-payments'],
    [undefined, undefined],
  ])('%s', (namespace, expected) => {
    expect(
      dependencyAt({ namespace, name: 'cart', ports: [80] }, STAGING),
    ).toEqual({ namespace: expected, name: 'cart', ports: [80] });
  });
});
