import type {
  AuditorService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type {
  Confirmation,
  EnvironmentPlan,
  EnvironmentRef,
  EnvironmentResult,
  Finding,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  audited,
  requireClear,
  type Viewers,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { PreviewStore } from '../../database/PreviewStore';
import { finding } from '../../domain/plan/finding';
import { isFromFork } from '../../domain/preview/plan/isFromFork';
import { planPreview } from '../../domain/preview/plan/planPreview';
import type { Reading } from '../../domain/preview/plan/types';
import type { PreviewRecord } from '../../domain/preview/record/record';
import {
  wantedAgain,
  withReading,
  withSight,
} from '../../domain/preview/record/transitions';
import type { PreviewLook } from '../../domain/preview/show/look';
import type { Caller } from '../Changes';
import type { Gate } from '../Gate';
import type { PreviewServices } from './createPreviewServices';

interface RedeploysOptions {
  auditor: AuditorService;
  gate: Gate;
  /** Absent: there are no previews. */
  previewServices?: PreviewServices;
  store: PreviewStore;
  viewers: Viewers;
  now: () => Date;
}

/** A preview that a person may deploy again, read afresh. */
interface Target {
  services: PreviewServices;
  look: PreviewLook;
  reading: Reading;
}

/**
 * Deploys previews again because a person asks for it: also those that failed
 * for good, and those that were deleted while their pull request is open.
 */
export class Redeploys {
  private constructor(private readonly options: RedeploysOptions) {}

  static create(options: RedeploysOptions): Redeploys {
    return new Redeploys(options);
  }

  /** What would be done. Writes nothing. */
  async plan(
    ref: EnvironmentRef,
    { credentials }: Caller,
  ): Promise<EnvironmentPlan> {
    return this.describe(await this.find(ref, credentials));
  }

  /** Begins it, if nothing changed since the review; the loop goes on with it. */
  async apply(
    input: EnvironmentRef & Confirmation,
    { credentials, request }: Caller,
  ): Promise<EnvironmentResult> {
    const { auditor, viewers, store, now } = this.options;
    const { user } = await viewers.refsOf(viewers.requireUser(credentials));
    const { cluster, namespace, reason } = input;
    const intent = {
      actor: user,
      verb: 'redeploy',
      cluster,
      namespace,
      reason,
      request,
    };
    return audited(
      auditor,
      { ...intent, eventId: 'environment-change' },
      async note => {
        const target = await this.find(input, credentials);
        const plan = this.describe(target);
        requireClear(plan, input);
        const { look, reading, services } = target;
        const { key } = look.record;
        await store.update(key, record =>
          wantedAgain(
            withSight(withReading(record, reading), look.sight),
            now().toISOString(),
          ),
        );
        services.readings.drop(key);
        void services.reconciler.ask(key, { isUrgent: true });
        const commit = commitOf(reading);
        note({ outcome: 'applied', commit });
        return {
          outcome: 'applied',
          cluster,
          namespace,
          message: `${commit.slice(0, 12)} is being deployed to ${namespace}`,
          problems: [],
        };
      },
    );
  }

  /**
   * Permission first, then a fresh look: whoever may not learns nothing.
   *
   * @throws NotFoundError if there never was such a preview
   */
  private async find(
    { cluster, namespace }: EnvironmentRef,
    credentials: BackstageCredentials,
  ): Promise<Target> {
    const { store, viewers, gate, previewServices: services } = this.options;
    const user = viewers.requireUser(credentials);
    const record = await store.byName(namespace);
    const look =
      record?.cluster === cluster
        ? await services?.looks.of(record)
        : undefined;
    await gate.require(
      'redeploy',
      look?.sight.state === 'absent'
        ? wishOf(look.record)
        : { cluster, namespace },
      user,
    );
    if (!look || !services) {
      throw new NotFoundError(
        `${namespace} in cluster ${cluster} is no preview of this portal`,
      );
    }
    const { key, repository } = look.record;
    const reading = await services.readings.read(key, repository);
    return { services, look, reading };
  }

  private describe({ look, reading }: Target): EnvironmentPlan {
    const now = this.options.now();
    const { record, sight } = look;
    const { name, cluster, repository, key } = record;
    const commit = commitOf(reading);
    const what = `${commit.slice(0, 12)} of ${repository}#${key.number}`;
    const after = withReading(wantedAgain(record, now.toISOString()), reading);
    const { step } = planPreview({ ...look, record: after, reading }, now);
    const isThere = sight.state === 'present';
    return {
      action: 'redeploy',
      cluster,
      namespace: name,
      summary: isThere
        ? `Deploy ${what} to ${name} again`
        : `Make ${name} anew for ${what}`,
      reasons: [
        ...(step ? [step.why] : []),
        `Apply the manifests of ${what}, and remove what an earlier commit left`,
      ],
      findings: obstacles(look, reading),
      noop: false,
      version: isThere ? sight.resourceVersion : '',
    };
  }
}

function obstacles(
  { sight, target }: PreviewLook,
  reading: Reading,
): Finding[] {
  const words: string[] = [];
  if (reading.state === 'unknown') {
    words.push(`The pull request cannot be read now: ${reading.why}`);
  } else if (reading.pullRequest.state === 'closed') {
    words.push('The pull request is closed');
  } else if (isFromFork(reading.pullRequest)) {
    words.push('The pull request comes from a fork: those get no preview');
  }
  if (target.state === 'unwanted') {
    words.push(target.why);
  }
  if (sight.state === 'foreign' || sight.state === 'unknown') {
    words.push(sight.why);
  }
  return words.map((message, i) => finding(`redeploy-${i}`, message, 'block'));
}

function commitOf(reading: Reading): string {
  return reading.state === 'known' ? reading.pullRequest.head.commit : '';
}

function wishOf({ cluster, tier, owner }: PreviewRecord) {
  return { cluster, kind: 'preview', tier, owner } as const;
}
