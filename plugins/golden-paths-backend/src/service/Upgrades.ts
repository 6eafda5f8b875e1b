import type {
  AuditorService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import {
  ConflictError,
  isError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type {
  Confirmation,
  GoldenPathComponent,
  GoldenPathStatus,
  GoldenPathVerb,
  UpgradeInput,
  UpgradePlan,
  UpgradeResult,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  audited,
  ownersOf,
  requireClear,
  type VerbGate,
  type Viewers,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { Request } from 'express';
import type { PullRequestStore } from '../database/PullRequestStore';
import type { UpgradeCampaign } from '../domain/merge/upgradeText';
import { distanceOf } from '../domain/versions/changelog';
import { asked } from './asked';
import {
  NoRecordError,
  type Components,
  type RepositoryLook,
} from './Components';
import type { Merge, Merges } from './Merges';
import type { PullRequests } from './PullRequests';
import type { Templates } from './Templates';

/** Who calls, and by which request. */
export interface Caller {
  credentials: BackstageCredentials;
  request?: Request;
}

/** A component that somebody may do something with. */
interface Opened {
  entity: Entity;
  user: BackstageCredentials;
}

interface UpgradesOptions {
  auditor: AuditorService;
  components: Components;
  gate: VerbGate<GoldenPathVerb>;
  merges: Merges;
  opened: PullRequestStore;
  pullRequests: PullRequests;
  templates: Templates;
  viewers: Viewers;
}

/** What a campaign wants done with a component. */
export interface CampaignUpgrade extends GoldenPathComponent {
  template: string;
  version: string;
  campaign: UpgradeCampaign;
}

/** What came of it; its owners may have closed the pull request before. */
export type CampaignResult = Pick<UpgradeResult, 'message' | 'pullRequest'> & {
  outcome: UpgradeResult['outcome'] | 'closed';
};

/** Brings components to the version that their template has now. */
export class Upgrades {
  private constructor(private readonly options: UpgradesOptions) {}

  static create(options: UpgradesOptions): Upgrades {
    return new Upgrades(options);
  }

  /** How a component stands to its template. What cannot be read is said, not thrown. */
  async status(
    { entityRef }: GoldenPathComponent,
    { credentials }: Caller,
  ): Promise<GoldenPathStatus> {
    const { gate } = this.options;
    const opened = await this.open('read', entityRef, credentials);
    const [{ upgrade }] = await gate.decide([entityRef], credentials);
    const known = {
      ...{ entityRef, changes: [], mayUpgrade: upgrade },
      owners: ownersOf(opened.entity),
    };
    try {
      return { ...known, ...(await this.look(opened)) };
    } catch (error) {
      if (error instanceof NoRecordError) {
        return { ...known, state: 'no-record', message: error.message };
      }
      return { ...known, state: 'unknown', message: wordsOf(error) };
    }
  }

  /** What an upgrade would do. Writes nothing. */
  async plan(
    { entityRef, parameters }: UpgradeInput,
    { credentials }: Caller,
  ): Promise<UpgradePlan> {
    const opened = await this.open('upgrade', entityRef, credentials);
    return planOf(await this.merge(opened, parameters));
  }

  async upgrade(
    input: UpgradeInput & Confirmation,
    { credentials, request }: Caller,
  ): Promise<UpgradeResult> {
    const { auditor, viewers } = this.options;
    const { entityRef, reason } = input;
    const user = viewers.requireUser(credentials);
    const { user: actor } = await viewers.refsOf(user);
    const intent = {
      ...{ eventId: 'golden-path-upgrade', actor, verb: 'upgrade', reason },
      ...{ cluster: '', namespace: '', kind: 'Component', name: entityRef },
      request,
    };
    return audited(auditor, intent, async note => {
      const merge = await this.merge(
        await this.open('upgrade', entityRef, user),
        input.parameters,
      );
      const { record, repository } = merge.look;
      note({
        repository: repository.fullName,
        before: record.version,
        after: merge.template.version,
      });
      requireClear(planOf(merge), input);
      const result = await this.put(merge);
      note({
        outcome: result.outcome,
        pullRequest: result.pullRequest?.url ?? '',
      });
      return result;
    });
  }

  /**
   * As the portal itself, for a campaign that somebody may have run. What its owners
   * closed stays closed.
   *
   * @throws ConflictError if the repository is of another template,
   *   ServiceUnavailableError if that is at another version by now
   */
  async upgradeInCampaign(
    { entityRef, template, version, campaign }: CampaignUpgrade,
    credentials: BackstageCredentials,
  ): Promise<CampaignResult> {
    const entity = await this.options.components.entity(entityRef, credentials);
    const merge = await this.merge({ entity, user: credentials });
    const its = merge.template;
    if (its.template !== template) {
      throw new ConflictError(
        `The record in ${merge.look.repository.fullName} names ${its.template}, not ${template} as the catalog does`,
      );
    }
    if (its.version !== version) {
      throw new ServiceUnavailableError(
        `${template} is at ${its.version} by now, not at ${version}`,
      );
    }
    if (merge.distance.isAhead) {
      return {
        outcome: 'unchanged',
        message: `It is at ${merge.look.record.version}, ahead of ${version}: it is left so`,
      };
    }
    const closed = await asked(() => this.closed(merge));
    return closed ?? this.put({ ...merge, campaign });
  }

  /** What has come of a pull request. */
  async pullRequest(
    { entityRef, number }: GoldenPathComponent & { number: number },
    credentials: BackstageCredentials,
  ): Promise<'open' | 'merged' | 'closed'> {
    const { components } = this.options;
    const entity = await components.entity(entityRef, credentials);
    return asked(async () => {
      const { forge, repository } = await components.repository(entity);
      const found = await forge.getPullRequest(repository, number);
      if (found.merged) {
        return 'merged';
      }
      return found.state;
    });
  }

  /** Of this version, if there is one that was closed and none that is open. */
  private async closed(merge: Merge): Promise<CampaignResult | undefined> {
    const { opened, pullRequests } = this.options;
    const { look, template } = merge;
    const { forge, repository } = look;
    const [number] = await opened.of({
      host: forge.host,
      repository: repository.id,
      version: template.version,
    });
    if (
      number === undefined ||
      (await pullRequests.find(look, template.version))
    ) {
      return undefined;
    }
    const last = await forge.getPullRequest(repository, number);
    return last.state === 'closed' && !last.merged
      ? {
          outcome: 'closed',
          message: `Pull request #${number} was closed without being merged: it is left so`,
          pullRequest: { number, url: last.url, title: last.title },
        }
      : undefined;
  }

  private async put(merge: Merge): Promise<UpgradeResult> {
    if (merge.merged.changes.length === 0) {
      return {
        outcome: 'up-to-date',
        message: 'It is up to date: nothing changes',
      };
    }
    const { opened, pullRequests } = this.options;
    const result = await asked(() => pullRequests.put(merge));
    if (result.pullRequest) {
      const { forge, repository } = merge.look;
      await opened.add({
        host: forge.host,
        repository: repository.id,
        number: result.pullRequest.number,
        version: merge.template.version,
      });
    }
    return result;
  }

  private async open(
    verb: GoldenPathVerb,
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<Opened> {
    const { components, gate, viewers } = this.options;
    const user = viewers.requireUser(credentials);
    await gate.require(
      verb,
      { resourceRef: entityRef, title: entityRef },
      user,
    );
    return { entity: await components.entity(entityRef, user), user };
  }

  private async merge(
    opened: Opened,
    parameters: UpgradeInput['parameters'] = {},
  ): Promise<Merge> {
    return asked(async () =>
      this.options.merges.merge(
        await this.repository(opened),
        parameters as JsonObject,
      ),
    );
  }

  /**
   * A repository names its template itself: whoever may not see that template is
   * told nothing of it.
   */
  private async repository({ entity, user }: Opened): Promise<RepositoryLook> {
    const { components } = this.options;
    const look = await components.look(entity);
    await components.entity(look.record.template, user);
    return look;
  }

  private async look(
    opened: Opened,
  ): Promise<Omit<GoldenPathStatus, 'entityRef' | 'mayUpgrade' | 'owners'>> {
    const { merges, pullRequests, templates } = this.options;
    const look = await this.repository(opened);
    const { record, repository } = look;
    const known = {
      template: record.template,
      version: record.version,
      repository: { name: repository.fullName, url: repository.url },
    };
    const template = await templates.now(record.template);
    const { title, version, changelog } = template;
    const { behind, changes, isAhead } = distanceOf(
      changelog,
      record.version,
      version,
    );
    const all = {
      ...known,
      ...{ templateTitle: title, latest: version, changes },
      ...(behind !== undefined && { behind }),
    };
    if (record.version === version) {
      return { ...all, state: 'up-to-date' };
    }
    const missing = await merges.missing(look, template);
    const behindBy = { ...all, ...(missing.length > 0 && { missing }) };
    const open = await pullRequests.find(look, version);
    if (!open) {
      return { ...behindBy, state: isAhead ? 'ahead' : 'behind' };
    }
    const written = await pullRequests.written(look, open.head.branch);
    return {
      ...behindBy,
      state: isAhead ? 'ahead' : 'pull-request',
      pullRequest: {
        ...{ number: open.number, url: open.url, title: open.title },
        ...(written && { conflicts: written.conflicts }),
      },
    };
  }
}

function planOf(merge: Merge): UpgradePlan {
  const { look, template, merged } = merge;
  const { changes, conflicts } = merged;
  const from = look.record.version;
  const to = template.version;
  return {
    summary: `Open a pull request in ${
      look.repository.fullName
    } from ${from} to ${to}: ${counted(changes.length, 'file')}, ${counted(
      conflicts.length,
      'place',
    )} to be decided`,
    ...{ from, to },
    files: changes,
    conflicts: conflicts.map(({ path, kind, message }) => ({
      ...{ path, kind, message },
    })),
    findings: [],
    noop: changes.length === 0,
    version: merge.fingerprint,
  };
}

function wordsOf(error: unknown): string {
  return isError(error) ? error.message : String(error);
}

/** e.g. `1 place`, `2 places` */
function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
