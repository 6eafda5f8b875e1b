import { parseWorkloadRef, stringifyWorkloadRef } from './workloadRef';

const ref = {
  entityRef: 'component:default/shop',
  cluster: 'dev',
  namespace: 'shop-dev',
  kind: 'Deployment' as const,
  name: 'storefront',
};

describe('workload reference', () => {
  it('survives the way there and back', () => {
    const text = stringifyWorkloadRef(ref);
    expect(text).toBe(
      'component:default/shop|dev|shop-dev|Deployment|storefront',
    );
    expect(parseWorkloadRef(text)).toEqual(ref);
  });

  it.each([
    '',
    'component:default/shop',
    'component:default/shop|dev|shop-dev|Gadget|storefront',
    'component:default/shop|dev|../x|Deployment|storefront',
    'component:default/shop|dev|shop-dev|Deployment|storefront|more',
  ])('refuses %p and names it', text => {
    expect(() => parseWorkloadRef(text)).toThrow(`'${text}'`);
  });
});
