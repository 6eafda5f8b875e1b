import type {
  AuditorService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { isError } from '@backstage/errors';
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
  pullRequests: PullRequests;
  templates: Templates;
  viewers: Viewers;
}

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

  /** As the portal itself, for a campaign that somebody may have run. */
  async upgradeInCampaign(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<UpgradeResult> {
    const entity = await this.options.components.entity(entityRef, credentials);
    return this.put(await this.merge({ entity, user: credentials }));
  }

  private async put(merge: Merge): Promise<UpgradeResult> {
    return merge.merged.changes.length === 0
      ? { outcome: 'up-to-date', message: 'It is up to date: nothing changes' }
      : asked(() => this.options.pullRequests.put(merge));
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
    const { behind, changes } = distanceOf(changelog, record.version, version);
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
      return { ...behindBy, state: 'behind' };
    }
    const written = await pullRequests.written(look, open.head.branch);
    return {
      ...behindBy,
      state: 'pull-request',
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
