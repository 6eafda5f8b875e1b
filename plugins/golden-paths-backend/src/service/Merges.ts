import type { GoldenPathVersion } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  fingerprint,
  type FileChange,
} from '@fairway-idp/backstage-plugin-fairway-node';
import { mergeTrees } from '../domain/merge/mergeTrees';
import type { MergedTree, Tree } from '../domain/merge/types';
import { withDefaults } from '../domain/render/reduceTemplate';
import type { UpgradeCampaign } from '../domain/merge/upgradeText';
import { distanceOf } from '../domain/versions/changelog';
import type { Bases } from './Bases';
import type { RepositoryLook } from './Components';
import type { Rendering } from './Rendering';
import type { CurrentTemplate, Templates } from './Templates';
import { treeOf } from './treeOf';

/** What an upgrade makes of a repository. */
export interface Merge {
  look: RepositoryLook;
  template: CurrentTemplate;
  /** What lies between, the newest first. */
  versions: GoldenPathVersion[];
  merged: MergedTree;
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
      templates: Templates;
    },
  ) {}

  static create(options: {
    bases: Bases;
    rendering: Rendering;
    templates: Templates;
  }): Merges {
    return new Merges(options);
  }

  /** @throws InputError, ConflictError, ForgeError saying what is in the way */
  async merge(look: RepositoryLook): Promise<Merge> {
    const { bases, rendering, templates } = this.options;
    const { record, forge, repository, head } = look;
    const template = await templates.now(record.template);
    const base = await bases.find(look);
    const values = withDefaults(template.entity.spec, record.parameters);
    const sides = {
      base,
      template: await rendering.render(template, values),
      repository: treeOf(await forge.readTree(repository, { commit: head })),
    };
    return {
      look,
      template,
      versions: distanceOf(template.changelog, record.version, template.version)
        .changes,
      merged: mergeTrees(sides, {
        repository: 'repository',
        template: `template ${template.version}`,
      }),
      fingerprint: fingerprint([head, template.digest]),
    };
  }
}

/** What has to be committed so that one tree becomes the other. */
export function changesTo(from: Tree, to: Tree): FileChange[] {
  const written = [...to]
    .filter(([path, file]) => !isEqual(from.get(path)?.content, file.content))
    .map(([path, { content }]) => ({ path, content }));
  const deleted = [...from.keys()]
    .filter(path => !to.has(path))
    .map(path => ({ path }));
  return [...deleted, ...written];
}

function isEqual(
  a: string | Uint8Array | undefined,
  b: string | Uint8Array,
): boolean {
  return (
    a !== undefined &&
    (typeof a === 'string' || typeof b === 'string'
      ? a === b
      : Buffer.compare(a, b) === 0)
  );
}
