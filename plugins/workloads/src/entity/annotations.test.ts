import type { Entity } from '@backstage/catalog-model';
import {
  annotationSnippet,
  isWorkloadsAvailable,
  selectorOf,
} from './annotations';

const entity = (annotations?: Record<string, string>): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'shop', annotations },
});

describe('selectorOf', () => {
  it.each<[Record<string, string> | undefined, string | undefined]>([
    [undefined, undefined],
    [{ 'backstage.io/kubernetes-id': ' ' }, undefined],
    [
      { 'backstage.io/kubernetes-id': 'shop' },
      'backstage.io/kubernetes-id=shop',
    ],
    [
      {
        'backstage.io/kubernetes-id': 'shop',
        'backstage.io/kubernetes-label-selector': 'app=shop,tier!=db',
      },
      'app=shop,tier!=db',
    ],
  ])('of %j is %s', (annotations, selector) => {
    expect(selectorOf(entity(annotations))).toBe(selector);
    expect(isWorkloadsAvailable(entity(annotations))).toBe(
      selector !== undefined,
    );
  });
});

it('suggests the name of the entity', () => {
  expect(annotationSnippet(entity())).toContain(
    '    backstage.io/kubernetes-id: shop\n',
  );
});
