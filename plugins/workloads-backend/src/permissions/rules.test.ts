import { workloadScalePermission } from '@fairway-idp/backstage-plugin-fairway-common';
import type { WorkloadResource } from './resource';
import {
  createWorkloadConditionalDecision,
  workloadConditions,
  workloadRules,
} from './rules';

const WORKLOAD: WorkloadResource = {
  owners: ['group:default/shop-team'],
  cluster: 'dev',
  namespace: 'shop',
  kind: 'Deployment',
  namespaceLabels: { 'fairway.dev/stage': 'dev' },
};

describe('workloadRules', () => {
  it.each<[string, boolean, (resource: WorkloadResource) => boolean]>([
    [
      'its owner',
      true,
      one =>
        workloadRules.isEntityOwner.apply(one, {
          claims: ['user:default/a', 'group:default/shop-team'],
        }),
    ],
    [
      'another owner',
      false,
      one =>
        workloadRules.isEntityOwner.apply(one, {
          claims: ['group:default/other'],
        }),
    ],
    [
      'nobody',
      false,
      one => workloadRules.isEntityOwner.apply(one, { claims: [] }),
    ],
    [
      'its cluster',
      true,
      one => workloadRules.isCluster.apply(one, { clusters: ['dev'] }),
    ],
    [
      'another cluster',
      false,
      one => workloadRules.isCluster.apply(one, { clusters: ['prod'] }),
    ],
    [
      'its namespace',
      true,
      one => workloadRules.isNamespace.apply(one, { namespaces: ['shop'] }),
    ],
    [
      'its stage',
      true,
      one =>
        workloadRules.hasNamespaceLabel.apply(one, {
          key: 'fairway.dev/stage',
          values: ['dev', 'staging'],
        }),
    ],
    [
      'another stage',
      false,
      one =>
        workloadRules.hasNamespaceLabel.apply(one, {
          key: 'fairway.dev/stage',
          values: ['prod'],
        }),
    ],
    [
      'no such label',
      false,
      one =>
        workloadRules.hasNamespaceLabel.apply(one, {
          key: 'constructor',
          values: ['dev'],
        }),
    ],
    [
      'its kind',
      true,
      one => workloadRules.isResourceType.apply(one, { kinds: ['Deployment'] }),
    ],
  ])('%s: %s', (_, expected, apply) => {
    expect(apply(WORKLOAD)).toBe(expected);
  });

  it('make decisions for policies', () => {
    expect(
      createWorkloadConditionalDecision(
        workloadScalePermission,
        workloadConditions.isEntityOwner({ claims: ['user:default/a'] }),
      ),
    ).toMatchObject({
      pluginId: 'workloads',
      resourceType: 'workload',
      conditions: { rule: 'IS_ENTITY_OWNER' },
    });
  });
});
