import { isMember, membershipOf } from './membership';

const entity = (annotations?: Record<string, string>) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'shop', annotations },
});
const read = (annotations?: Record<string, string>) =>
  membershipOf(entity(annotations), 'component:default/shop');
const candidate = {
  cluster: 'dev',
  namespace: 'shop-dev',
  labels: { 'backstage.io/kubernetes-id': 'shop', app: 'web' },
};

describe('membership', () => {
  it.each<[Record<string, string>, boolean]>([
    [{ 'backstage.io/kubernetes-id': 'shop' }, true],
    [{ 'backstage.io/kubernetes-id': 'other' }, false],
    [{ 'backstage.io/kubernetes-label-selector': 'app in (web,api)' }, true],
    [{ 'backstage.io/kubernetes-label-selector': 'app=web,!x' }, true],
    [
      {
        'backstage.io/kubernetes-id': 'shop',
        'backstage.io/kubernetes-label-selector': 'app=api',
      },
      false,
    ],
    [
      {
        'backstage.io/kubernetes-id': 'shop',
        'backstage.io/kubernetes-namespace': 'shop-prod',
      },
      false,
    ],
    [
      {
        'backstage.io/kubernetes-id': 'shop',
        'backstage.io/kubernetes-cluster': 'prod',
      },
      false,
    ],
    [
      {
        'backstage.io/kubernetes-id': 'shop',
        'backstage.io/kubernetes-cluster': 'dev',
        'backstage.io/kubernetes-namespace': 'shop-dev',
      },
      true,
    ],
  ])('%j: %s', (annotations, expected) => {
    expect(isMember(read(annotations), candidate)).toBe(expected);
  });

  it('says which annotation is missing', () => {
    expect(() => read()).toThrow(
      /MissingAnnotation: component:default\/shop .*backstage.io\/kubernetes-id/,
    );
    expect(() => read({ 'backstage.io/kubernetes-id': ' ' })).toThrow(
      'MissingAnnotation',
    );
  });

  it.each([
    [
      'app in web',
      "Annotation backstage.io/kubernetes-label-selector of component:default/shop: 'app in web' is not a label selector",
    ],
    ['!x', 'names no label that a workload must have'],
    ['app!=web', 'names no label that a workload must have'],
  ])('refuses the selector %s', (selector, message) => {
    expect(() =>
      read({ 'backstage.io/kubernetes-label-selector': selector }),
    ).toThrow(message);
  });
});
