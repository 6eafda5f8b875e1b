import { InputError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { UpgradeParameter } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  fingerprint,
  type RepositoryEntry,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { UpgradeStore } from '../database/UpgradeStore';
import { isBranchOf } from '../domain/merge/branchOf';
import { mergeTrees } from '../domain/merge/mergeTrees';
import type { MergedTree } from '../domain/merge/types';
import type { UpgradeCampaign } from '../domain/merge/upgradeText';
import {
  missingIn,
  withDefaults,
  withGiven,
} from '../domain/render/parameters';
import { distanceOf, type Distance } from '../domain/versions/changelog';
import type { Bases } from './Bases';
import type { RepositoryLook } from './Components';
import type { Rendering } from './Rendering';
import type { CurrentTemplate, Templates } from './Templates';
import { readForMerge } from './Trees';

/** What an upgrade makes of a repository. */
export interface Merge {
  look: RepositoryLook;
  template: CurrentTemplate;
  /** How far the repository is behind the template. */
  distance: Distance;
  merged: MergedTree;
  /** What the repository has. */
  entries: RepositoryEntry[];
  /** What was said beyond the record. */
  given: JsonObject;
  /** Of repository and template as they are now. */
  fingerprint: string;
  /** Absent if somebody asked for this one. */
  campaign?: UpgradeCampaign;
}

/** Merges what a template makes now into a repository. Writes nothing. */
export class Merges {
  private constructor(
    private readonly options: {
      bases: Bases;
      rendering: Rendering;
      store: UpgradeStore;
      templates: Templates;
    },
  ) {}

  static create(options: {
    bases: Bases;
    rendering: Rendering;
    store: UpgradeStore;
    templates: Templates;
  }): Merges {
    return new Merges(options);
  }

  /**
   * @param given - what the record lacks
   * @throws InputError, ConflictError, ForgeError saying what is in the way
   */
  async merge(look: RepositoryLook, given: JsonObject = {}): Promise<Merge> {
    const { bases, rendering, templates } = this.options;
    const { record, head } = look;
    const template = await templates.now(record.template);
    const { spec } = template.entity;
    const { parameters: recorded } = record;
    const before = await this.saidBefore(look, template);
    const values = withDefaults(
      spec,
      withGiven(spec, { recorded, before }, given),
    );
    const said = { ...before, ...given };
    requireAll(template, missingIn(spec, values));
    const base = await bases.find(look);
    const made = { base, template: await rendering.render(template, values) };
    const { entries, tree } = await readForMerge(look, head, made);
    return {
      ...{ look, template, entries, given: said },
      distance: distanceOf(
        template.changelog,
        record.version,
        template.version,
      ),
      merged: mergeTrees(
        { ...made, repository: tree },
        {
          repository: 'repository',
          template: `template ${template.version}`,
        },
      ),
      fingerprint: fingerprint([head, template.digest, JSON.stringify(said)]),
    };
  }

  /** What the template asks for now, and neither the record says nor anybody else. */
  async missing(
    look: RepositoryLook,
    template: CurrentTemplate,
  ): Promise<UpgradeParameter[]> {
    const { spec } = template.entity;
    const before = await this.saidBefore(look, template);
    return missingIn(
      spec,
      withDefaults(spec, { ...before, ...look.record.parameters }),
    );
  }

  /** Whoever asks again need not say again what was said; what was merged is recorded. */
  private async saidBefore(
    { forge, repository, record }: RepositoryLook,
    { version }: CurrentTemplate,
  ): Promise<JsonObject> {
    const written = await this.options.store.list({
      host: forge.host,
      repository: repository.id,
    });
    const said: JsonObject = Object.assign(
      {},
      ...written
        .filter(({ branch }) => isBranchOf(branch, version))
        .map(({ parameters }) => JSON.parse(parameters ?? '{}') as JsonObject),
    );
    return Object.fromEntries(
      Object.entries(said).filter(
        ([name]) => !Object.hasOwn(record.parameters, name),
      ),
    );
  }
}

function requireAll(
  { title, version }: CurrentTemplate,
  missing: readonly UpgradeParameter[],
): void {
  if (missing.length > 0) {
    const all = missing.map(({ name, type, options = [] }) => {
      const which = options.length > 0 ? `one of ${options.join(', ')}` : type;
      return `parameters.${name} (${which})`;
    });
    throw new InputError(
      `${title} ${version} asks for what the record of the repository lacks: say ${all.join(
        ', ',
      )}`,
    );
  }
}
