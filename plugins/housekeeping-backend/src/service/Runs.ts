import type { AuditorService } from '@backstage/backend-plugin-api';
import {
  housekeepingRunPermission,
  type Confirmation,
  type RunInput,
  type RunPlan,
  type RunResult,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  audited,
  fingerprint,
  requireClear,
  type Cluster,
  type UserCredentials,
  type Viewers,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { PassPlan } from '../domain/evaluate/planPass';
import type { Caller } from './Changes';
import type { Evaluations } from './Evaluations';
import type { Gate } from './Gate';
import type { Looks } from './Looks';
import type { Passes, PassResult } from './Passes';

interface RunsOptions {
  auditor: AuditorService;
  evaluations: Evaluations;
  gate: Gate;
  looks: Looks;
  passes: Passes;
  viewers: Viewers;
}

interface Planned {
  cluster: Cluster;
  plan?: PassPlan;
  /** Why it is left out. */
  message?: string;
}

/** Passes that a person asks for. */
export class Runs {
  private constructor(private readonly options: RunsOptions) {}

  static create(options: RunsOptions): Runs {
    return new Runs(options);
  }

  /** What a pass would do now. Writes nothing. */
  async plan(input: RunInput, { credentials }: Caller): Promise<RunPlan> {
    await this.requireRight(credentials);
    return describe(await this.look(input));
  }

  /** Has it run; what the cap held back goes only if a person said so of exactly that. */
  async run(
    input: RunInput & Confirmation,
    { credentials, request }: Caller,
  ): Promise<RunResult> {
    const { auditor, passes, viewers } = this.options;
    const user = await this.requireRight(credentials);
    const { user: actor } = await viewers.refsOf(user);
    const intent = {
      eventId: 'housekeeping-run',
      ...{ actor, verb: 'run', namespace: '', reason: input.reason, request },
      cluster: input.cluster ?? '*',
    };
    return audited(auditor, intent, async note => {
      const planned = await this.look(input);
      const plan = describe(planned);
      requireClear(
        input.version === undefined ? { ...plan, findings: [] } : plan,
        input,
      );
      const mayExceed =
        input.version !== undefined && input.acknowledged.includes('cap');
      const clusters: PassResult[] = [];
      for (const { cluster, plan: reviewed } of planned) {
        clusters.push(
          await passes.runIn(cluster, {
            ...(mayExceed && reviewed && { allowed: reviewed.version }),
          }),
        );
      }
      note({ outcome: 'applied', mayExceedCap: mayExceed });
      return { message: inWords(clusters), clusters };
    });
  }

  private async requireRight(
    credentials: Caller['credentials'],
  ): Promise<UserCredentials> {
    const { gate, viewers } = this.options;
    const user = viewers.requireUser(credentials);
    await gate.requireBasic(
      housekeepingRunPermission,
      'have housekeeping run',
      user,
    );
    return user;
  }

  private async look(input: RunInput): Promise<Planned[]> {
    const { evaluations, looks } = this.options;
    const clusters = await looks.clusters(input.cluster);
    return Promise.all(
      clusters.map(async cluster => {
        const lease = await looks.open(cluster);
        try {
          if (lease.state !== 'live') {
            return { cluster, message: lease.message ?? lease.state };
          }
          const { plan } = await evaluations.now(cluster.name, lease);
          return { cluster, plan };
        } finally {
          lease.release();
        }
      }),
    );
  }
}

function describe(planned: readonly Planned[]): RunPlan {
  const clusters = planned.map(({ cluster, plan, message }) => ({
    name: cluster.name,
    title: cluster.title,
    warn: plan?.warn.length ?? 0,
    delete: plan?.delete.length ?? 0,
    ...(plan?.blocked && { blocked: plan.blocked }),
    ...(message && { message }),
  }));
  const sum = (key: 'warn' | 'delete') =>
    clusters.reduce((total, one) => total + one[key], 0);
  const blocked = planned.flatMap(({ plan }) => (plan?.blocked ? [plan] : []));
  return {
    summary: `Warn of ${sum('warn')} and delete ${sum('delete')} objects`,
    clusters,
    findings:
      blocked.length > 0
        ? [
            {
              id: 'cap',
              severity: 'confirm',
              message: blocked.map(plan => plan.blocked).join('; '),
              evidence: blocked
                .flatMap(plan => plan.due)
                .slice(0, 100)
                .map(({ rule, namespace, object }) => ({
                  label: rule.title,
                  value: `${namespace}/${object.name}`,
                })),
            },
          ]
        : [],
    noop: sum('warn') + sum('delete') === 0 && blocked.length === 0,
    version: fingerprint(planned.map(({ plan }) => plan?.version ?? '')),
  };
}

function inWords(clusters: readonly PassResult[]): string {
  const sum = (key: 'looked' | 'warned' | 'deleted') =>
    clusters.reduce((total, one) => total + one[key], 0);
  return `${sum('looked')} objects looked at, ${sum('warned')} warned of, ${sum(
    'deleted',
  )} deleted`;
}
