import { InputError } from '@backstage/errors';
import type {
  RestartInput,
  RollbackInput,
  ScaleInput,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type {
  V1ControllerRevision,
  V1DaemonSet,
  V1Deployment,
  V1ReplicaSet,
  V1Scale,
  V1StatefulSet,
} from '@kubernetes/client-node';
import type { Plan, RollingWorkload } from '../domain/change/plan';
import { TYPES } from '@fairway-idp/backstage-plugin-fairway-node/workloads';
import { planRestart } from '../domain/restart/plan';
import { planRollback } from '../domain/rollback/plan';
import { planScale } from '../domain/scale/plan';
import { supports, type ChangeVerb } from '../domain/view/actions';
import { readSituation, selectorText } from './SituationReader';
import type { Target } from './Targets';

/** What each verb takes. */
export interface ChangeInputs {
  scale: ScaleInput;
  restart: RestartInput;
  rollback: RollbackInput;
}

type Planner<V extends ChangeVerb> = (
  target: Target<RollingWorkload>,
  input: ChangeInputs[V],
  now: Date,
) => Promise<Plan>;

/** Reads what a verb needs to know, as the user, and plans it. */
export const planners: { [V in ChangeVerb]: Planner<V> } = {
  async scale(target, { replicas }) {
    const [situation, scale] = await Promise.all([
      readSituation(target as Target<V1Deployment | V1StatefulSet>),
      target.client.get<V1Scale>({ ...target.path, subresource: 'scale' }),
    ]);
    const kind = situation.kind as 'Deployment' | 'StatefulSet';
    return planScale({ ...situation, kind, scale }, replicas);
  },

  async restart(target, _input, now) {
    return planRestart(await readSituation(target), now);
  },

  async rollback(target, { toRevision }) {
    const [situation, keepers] = await Promise.all([
      readSituation(target),
      readKeepers(target),
    ]);
    const { workload, surroundings, name } = situation;
    if (keepers.kind === 'Deployment') {
      const deployment = workload as V1Deployment;
      return planRollback(
        { ...keepers, name, surroundings, workload: deployment },
        toRevision,
      );
    }
    const set = workload as V1StatefulSet | V1DaemonSet;
    return planRollback(
      { ...keepers, name, surroundings, workload: set },
      toRevision,
    );
  },
};

type Keepers =
  | { kind: 'Deployment'; replicaSets: V1ReplicaSet[] }
  | {
      kind: 'StatefulSet' | 'DaemonSet';
      controllerRevisions: V1ControllerRevision[];
    };

/**
 * The objects that keep a workload's revisions. They are read as the signed-in
 * user: a template's environment may hold values that their rights in the
 * cluster do not cover.
 */
export async function readKeepers({
  client,
  ref,
  workload,
}: Target<RollingWorkload>): Promise<Keepers> {
  const { kind, namespace } = ref;
  const labelSelector = selectorText(workload.spec?.selector);
  const options = { namespace, labelSelector };
  if (kind === 'Deployment') {
    return { kind, replicaSets: await client.list(TYPES.ReplicaSet, options) };
  }
  if (kind === 'StatefulSet' || kind === 'DaemonSet') {
    return {
      kind,
      controllerRevisions: await client.list(TYPES.ControllerRevision, options),
    };
  }
  throw new InputError(`A ${kind} has no revisions`);
}

/**
 * @throws InputError if kubectl has no such verb for the kind either
 */
export function requireSupported(
  verb: ChangeVerb,
  { kind, name }: { kind: RestartInput['kind']; name: string },
): void {
  if (!supports(verb, kind)) {
    throw new InputError(
      `kind '${kind}' of '${name}': there is no ${verb} for a ${kind}`,
    );
  }
}
