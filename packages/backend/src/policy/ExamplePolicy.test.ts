import {
  AuthorizeResult,
  createPermission,
} from '@backstage/plugin-permission-common';
import type { PolicyQueryUser } from '@backstage/plugin-permission-node';
import {
  catalogEntityDeletePermission,
  catalogEntityReadPermission,
  catalogEntityRefreshPermission,
} from '@backstage/plugin-catalog-common/alpha';
import {
  actionExecutePermission,
  taskCancelPermission,
  taskCreatePermission,
  templateManagementPermission,
} from '@backstage/plugin-scaffolder-common/alpha';
import {
  environmentLedgerReadPermission,
  environmentPermissions,
  goldenPathComponentPermissions,
  goldenPathPermissions,
  goldenPathPreflightPermission,
  housekeepingCapacityReadPermission,
  housekeepingLedgerReadPermission,
  housekeepingPermissions,
  housekeepingRunPermission,
  workloadPermissions,
  workspacePermissions,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { ExamplePolicy } from './ExamplePolicy';

const user = (...ownershipEntityRefs: string[]) =>
  ({
    info: { userEntityRef: ownershipEntityRefs[0], ownershipEntityRefs },
  } as PolicyQueryUser);
const alice = user('user:default/alice', 'group:default/payments');
const engineer = user('user:default/platform', 'group:default/platform');
const carol = user('user:default/carol', 'group:default/agency');
const other = createPermission({
  name: 'other.thing.create',
  attributes: { action: 'create' },
});

describe('ExamplePolicy', () => {
  const policy = new ExamplePolicy();

  it.each([
    ['nobody reads', catalogEntityReadPermission, undefined, 'DENY'],
    ['all see entities', catalogEntityReadPermission, alice, 'ALLOW'],
    ['all see workloads', workloadPermissions.read, alice, 'ALLOW'],
    ['owners refresh', catalogEntityRefreshPermission, alice, 'CONDITIONAL'],
    ['owners delete nothing', catalogEntityDeletePermission, alice, 'DENY'],
    ['unknown changes are refused', other, alice, 'DENY'],
    ['engineers do everything', other, engineer, 'ALLOW'],
    ['not all read the ledger', environmentLedgerReadPermission, alice, 'DENY'],
    ['engineers do', environmentLedgerReadPermission, engineer, 'ALLOW'],
    ['guests see entities', catalogEntityReadPermission, carol, 'ALLOW'],
    ['guests see no workload', workloadPermissions.read, carol, 'DENY'],
    ['nor an environment', environmentPermissions.read, carol, 'DENY'],
    ['developers check', goldenPathPreflightPermission, alice, 'ALLOW'],
    ['guests do not', goldenPathPreflightPermission, carol, 'DENY'],
    ['developers start tasks', taskCreatePermission, alice, 'ALLOW'],
    ['guests do not', taskCreatePermission, carol, 'DENY'],
    ['developers run actions', actionExecutePermission, alice, 'ALLOW'],
    ['one cancels one’s own', taskCancelPermission, alice, 'CONDITIONAL'],
    ['guests cancel none', taskCancelPermission, carol, 'DENY'],
    ['not all manage templates', templateManagementPermission, alice, 'DENY'],
    ['nor a workspace', workspacePermissions.read, carol, 'DENY'],
    ['all see workspaces', workspacePermissions.read, alice, 'ALLOW'],
    ['engineers connect', workspacePermissions.connect, engineer, 'ALLOW'],
    ['all see what is left', housekeepingPermissions.read, alice, 'ALLOW'],
    ['owners keep it', housekeepingPermissions.renew, alice, 'CONDITIONAL'],
    ['not all have it run', housekeepingRunPermission, alice, 'DENY'],
    ['nor read its ledger', housekeepingLedgerReadPermission, alice, 'DENY'],
    ['engineers run it', housekeepingRunPermission, engineer, 'ALLOW'],
    ['guests see no pool', housekeepingCapacityReadPermission, carol, 'DENY'],
    ['engineers scale', workloadPermissions.scale, engineer, 'ALLOW'],
  ])('%s', async (_, permission, who, expected) => {
    const decision = await policy.handle({ permission }, who);
    expect(decision.result).toBe(
      AuthorizeResult[expected as keyof typeof AuthorizeResult],
    );
  });

  it.each(['scale', 'restart', 'rollback'] as const)(
    'lets owners %s in dev and staging only',
    async verb => {
      const decision = await policy.handle(
        { permission: workloadPermissions[verb] },
        alice,
      );
      expect(decision).toMatchObject({
        result: AuthorizeResult.CONDITIONAL,
        pluginId: 'workloads',
        conditions: {
          allOf: [
            {
              rule: 'IS_ENTITY_OWNER',
              params: {
                claims: ['user:default/alice', 'group:default/payments'],
              },
            },
            {
              rule: 'HAS_NAMESPACE_LABEL',
              params: {
                key: 'fairway.dev/stage',
                values: ['dev', 'staging'],
              },
            },
          ],
        },
      });
    },
  );

  it('lets owners have environments that are not large', async () => {
    expect(
      await policy.handle({ permission: environmentPermissions.create }, alice),
    ).toMatchObject({
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'environments',
      conditions: {
        allOf: [
          { rule: 'IS_ENVIRONMENT_OWNER' },
          { rule: 'IS_TIER', params: { tiers: ['s', 'm'] } },
        ],
      },
    });
  });

  it('lets owners deploy previews again that are not large', async () => {
    expect(
      await policy.handle(
        { permission: environmentPermissions.redeploy },
        alice,
      ),
    ).toMatchObject({
      result: AuthorizeResult.CONDITIONAL,
      conditions: {
        allOf: [
          { rule: 'IS_ENVIRONMENT_OWNER' },
          { rule: 'IS_TIER', params: { tiers: ['s', 'm'] } },
        ],
      },
    });
  });

  it.each(['create', 'connect', 'start', 'stop', 'delete'] as const)(
    'lets nobody but owners %s workspaces',
    async verb => {
      expect(
        await policy.handle({ permission: workspacePermissions[verb] }, alice),
      ).toMatchObject({
        result: AuthorizeResult.CONDITIONAL,
        pluginId: 'workspaces',
        conditions: {
          allOf: [
            {
              rule: 'IS_WORKSPACE_OWNER',
              params: {
                claims: ['user:default/alice', 'group:default/payments'],
              },
            },
            { rule: 'IS_TIER', params: { tiers: ['s', 'm'] } },
          ],
        },
      });
    },
  );

  it('lets owners have their components upgraded, and nobody else', async () => {
    expect(
      await policy.handle(
        { permission: goldenPathComponentPermissions.upgrade },
        alice,
      ),
    ).toMatchObject({
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'golden-paths',
      conditions: { rule: 'IS_COMPONENT_OWNER' },
    });
    expect(
      await policy.handle(
        { permission: goldenPathPermissions.campaign },
        alice,
      ),
    ).toEqual({ result: AuthorizeResult.DENY });
    expect(
      await policy.handle(
        { permission: goldenPathPermissions.adoption },
        alice,
      ),
    ).toEqual({ result: AuthorizeResult.ALLOW });
  });

  it('lets owners read logs wherever they run', async () => {
    expect(
      await policy.handle({ permission: workloadPermissions.logs }, alice),
    ).toMatchObject({
      result: AuthorizeResult.CONDITIONAL,
      conditions: { rule: 'IS_ENTITY_OWNER' },
    });
  });
});
