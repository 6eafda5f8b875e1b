import {
  quantityToNumber,
  type Environment,
  type WorkspaceView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  estimateCost,
  type GarbledWorkspace,
  type Prices,
  type WorkspaceFacts,
} from '@fairway-idp/backstage-plugin-fairway-node';
import { judgeIdle } from '../idle/judgeIdle';
import { versionOf } from '../plan/planChange';
import { situationOf, type Moment } from '../state/state';

/** A view without what depends on who looks. */
export type SharedView = Omit<WorkspaceView, 'actions'>;

/** What a view is made of beside the workspace. */
export interface ViewContext extends Moment {
  cluster: string;
  driver: string;
  connections: number;
  sandbox: Environment;
  prices: Prices;
}

/** A workspace as people see it. */
export function workspaceView(
  facts: WorkspaceFacts,
  context: ViewContext,
): SharedView {
  const { namespace, name, uid, createdAt, record } = facts;
  const { spec, startedAt, stopped, unpushed } = record;
  const { cluster, driver, sandbox } = context;
  const situation = situationOf(facts, context);
  return {
    cluster,
    namespace,
    name,
    uid,
    version: versionOf(facts),
    entityRef: spec.entityRef,
    owner: sandbox.owner,
    createdBy: spec.createdBy,
    createdAt,
    repository: { url: spec.repository.url, folder: spec.repository.folder },
    branch: spec.branch,
    image: spec.image,
    tier: spec.tier,
    resources: spec.resources,
    driver,
    ...situation,
    startedAt,
    idle: idleOf(facts, context, situation.state),
    stopped,
    unpushed,
    dependencies: spec.dependencies,
    cost: costOf(facts, context),
  };
}

/** A month of it as it is now: while it is stopped only its volume costs. */
function costOf(
  { wanted, record, volume }: WorkspaceFacts,
  { sandbox, prices }: ViewContext,
): SharedView['cost'] {
  const amounts = Object.fromEntries(
    Object.entries(record.spec.resources.requests).map(([resource, text]) => [
      resource,
      quantityToNumber(text) ?? 0,
    ]),
  );
  return estimateCost(
    {
      loads: [
        {
          replicas: wanted === 'running' ? 1 : 0,
          requests: { amounts, unstated: {} },
        },
      ],
      storage: volume ? [volume.size] : [],
    },
    sandbox.schedule,
    prices,
  );
}

function idleOf(
  { record }: WorkspaceFacts,
  context: ViewContext,
  state: SharedView['state'],
): SharedView['idle'] {
  const { view } = judgeIdle(record, context);
  if (state === 'running') {
    return view;
  }
  const { minutes, connections, lastSignal, keepAwakeUntil } = view;
  return {
    minutes,
    ...(keepAwakeUntil && { keepAwakeUntil }),
    connections,
    lastSignal,
    aliveBecause:
      state === 'starting'
        ? 'It is being started'
        : record.stopped?.reason ?? record.failed?.message ?? 'It does not run',
  };
}

/** One that bears the marks of a workspace, but cannot be understood: only shown. */
export function garbledView(
  { namespace, name, problems }: GarbledWorkspace,
  { cluster, driver, sandbox }: ViewContext,
): SharedView {
  return {
    cluster,
    namespace,
    name,
    uid: '',
    version: '',
    entityRef: '',
    owner: sandbox.owner,
    createdAt: '',
    repository: { url: '', folder: '' },
    branch: '',
    image: { id: '', title: '', image: '' },
    tier: sandbox.tier,
    resources: {
      requests: { cpu: '0', memory: '0' },
      limits: { cpu: '0', memory: '0' },
      storage: '0',
    },
    driver,
    state: 'unknown',
    message: `It is left alone: ${problems.join('; ')}`,
    steps: [],
    idle: { minutes: 0, aliveBecause: 'It is not known', connections: 0 },
    dependencies: [],
  };
}
