import type { Cluster, Pace } from '@fairway-idp/backstage-plugin-fairway-node';
import { TYPES } from '../domain/kinds/resourceTypes';
import type { Op } from '../domain/plan/types';
import type { Known } from '../domain/view/environmentView';
import type { Deletions } from './Deletions';
import type { Warner } from './Warner';

const FIELD_MANAGER = 'fairway-environments';

interface OpWriterOptions {
  warner: Warner;
  deletions: Deletions;
  pace: Pace;
}

/** Carries ops out, one by one and at a bounded rate. Knows no reason of them. */
export class OpWriter {
  private constructor(private readonly options: OpWriterOptions) {}

  static create(options: OpWriterOptions): OpWriter {
    return new OpWriter(options);
  }

  /**
   * In order; what fails ends it, as the rest may build on it. Nothing is tried
   * twice: the next pass looks anew.
   *
   * @param options.pace - instead of the one that all share
   * @throws KubernetesApiError 409 if something changed since it was looked at
   */
  async write(
    cluster: Cluster,
    known: Known,
    options: { ops: readonly Op[]; pace?: Pace; signal?: AbortSignal },
  ): Promise<void> {
    const { pace = this.options.pace } = options;
    for (const op of options.ops) {
      await pace.take(options.signal);
      const goesOn = await this.writeOne(cluster, known, op);
      if (!goesOn) {
        return;
      }
    }
  }

  /** @returns whether what follows still makes sense */
  private async writeOne(
    cluster: Cluster,
    known: Known,
    op: Op,
  ): Promise<boolean> {
    const { name } = known.observed.environment;
    switch (op.op) {
      case 'apply':
        await apply(cluster, op);
        return true;
      case 'patch':
        await patch(cluster, name, op);
        return true;
      case 'warn':
        await this.options.warner.warn(known);
        return true;
      default:
        await this.options.deletions.deleteExpired(cluster, name);
        return false;
    }
  }
}

async function apply(
  { operator }: Cluster,
  { object }: Extract<Op, { op: 'apply' }>,
): Promise<void> {
  const { kind, metadata } = object;
  const { namespace, name } = metadata;
  await operator.patch(
    { type: TYPES[kind], namespace, name },
    { type: 'application/apply-patch+yaml', body: object },
    { fieldManager: FIELD_MANAGER, force: true },
  );
}

/** With the resourceVersion in its body, the API server refuses a stale one. */
async function patch(
  { operator }: Cluster,
  environment: string,
  op: Extract<Op, { op: 'patch' }>,
): Promise<void> {
  const { on, resourceVersion } = op;
  const namespace = on.kind === 'Namespace' ? undefined : environment;
  await operator.patch(
    { type: TYPES[on.kind], namespace, name: on.name },
    {
      type: 'application/merge-patch+json',
      body: {
        ...op.patch,
        metadata: { ...op.patch.metadata, resourceVersion },
      },
    },
    { fieldManager: FIELD_MANAGER },
  );
}
