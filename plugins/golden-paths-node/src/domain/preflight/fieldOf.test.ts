import { fieldOf } from './fieldOf';

describe('fieldOf', () => {
  it.each([
    ['spec.template.spec.containers[0].image', 'image'],
    ['spec.template.spec.containers[0].ports[0].containerPort', 'port'],
    ['spec.egress[2].to[0].ipBlock.cidr', 'outside'],
    ['spec.egress[1].ports[0].port', 'dependencies'],
    ['spec.egress[1].to[0].namespaceSelector.matchLabels', 'dependencies'],
    ['spec.ingress[0].from[2].podSelector.matchLabels', 'callers'],
    ['spec.ingress[0].ports[0].port', 'callers'],
    ['spec.ingressClassName', undefined],
    ['spec.rules[0].host', 'host'],
    ['metadata.labels', 'name'],
    [undefined, undefined],
  ])('%s is of %s', (path, field) => {
    expect(fieldOf(path)).toBe(field);
  });
});
