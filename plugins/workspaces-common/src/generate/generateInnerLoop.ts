import type { Finding } from '@fairway-idp/backstage-plugin-fairway-common';
import { satisfies, valid } from 'semver';
import { parseAllDocuments } from 'yaml';
import type { ComponentFacts } from '../component/facts';
import { quote } from '../finding/finding';
import { asManaged, type ManagedFile } from '../managed/block';
import { checkTarget, type DeveloperTarget } from '../target/target';
import { devfile } from './devfile';
import { devspace } from './devspace';
import { Draft, type DraftFile } from './Draft';
import { findEvaluated } from './evaluated';
import { garden } from './garden';
import { mirrord } from './mirrord';
import { findForbiddenPath } from './pathRules';
import { skaffold } from './skaffold';
import { telepresence } from './telepresence';
import { tilt } from './tilt';
import { TOOL_INFO, type InnerLoopTool } from './tools';

/** The files of one tool. @public */
export interface InnerLoop {
  tool: InnerLoopTool;
  /** Empty if a finding blocks. */
  files: ManagedFile[];
  /** `block`: there are no files, and why. */
  findings: Finding[];
}

const GENERATORS: Record<InnerLoopTool, (draft: Draft) => DraftFile[]> = {
  skaffold,
  tilt,
  devspace,
  garden,
  telepresence,
  mirrord,
  devfile,
};

/**
 * The files with which a developer works on a component by a tool. What the tool
 * needs and nobody says blocks; so does what the tool would not take literally.
 *
 * @throws InputError if the target would not do
 * @public
 */
export function generateInnerLoop(
  tool: InnerLoopTool,
  facts: ComponentFacts,
  target: DeveloperTarget,
): InnerLoop {
  checkTarget(target);
  const draft = Draft.create({ tool, facts, target });
  checkVersion(draft);
  checkPaths(draft);
  const drafts = draft.isBlocked ? [] : GENERATORS[tool](draft);
  drafts.forEach(file => checkLiteral(draft, file));
  return {
    tool,
    files: draft.isBlocked ? [] : drafts.map(file => managed(draft, file)),
    findings: draft.findings,
  };
}

/** Rather none than one that an installed tool reads otherwise. */
function checkVersion(draft: Draft): void {
  const { versions } = TOOL_INFO[draft.tool];
  const installed = draft.target.versions?.[draft.tool];
  if (installed === undefined) {
    return;
  }
  const version = valid(installed.replace(/^v/, ''));
  if (!version || !satisfies(version, versions, { includePrerelease: true })) {
    draft.block(
      'tool-version',
      `${draft.title} ${quote(
        installed,
      )} is installed; the files are for ${versions}`,
      { field: `versions.${draft.tool}`, value: installed },
    );
  }
}

function checkPaths(draft: Draft): void {
  const bad = findForbiddenPath(draft.tool, draft.facts);
  if (bad) {
    draft.block(
      'path-is-no-name',
      `${draft.title} takes ${quote(bad.value)} for ${bad.takenFor}`,
      { field: bad.field, value: bad.value },
    );
  }
}

/** Looks at what a parser reads, so that no way of writing hides anything. */
function checkLiteral(draft: Draft, file: DraftFile): void {
  const evaluated = documentsOf(file)
    .map(document => findEvaluated(draft.tool, document, draft.facts.name))
    .find(Boolean);
  if (evaluated) {
    draft.block(
      'evaluated',
      `${draft.title} would not take ${evaluated.at} literally: ${quote(
        evaluated.value,
      )}`,
      { field: evaluated.at, value: evaluated.value },
    );
  }
}

function documentsOf({ path, body, syntax }: DraftFile): unknown[] {
  if (syntax === 'json') {
    return [JSON.parse(body)];
  }
  return /\.ya?ml$/.test(path)
    ? parseAllDocuments(body).map(document => document.toJS())
    : [];
}

function managed({ tool, facts, title }: Draft, file: DraftFile): ManagedFile {
  const { format, versions } = TOOL_INFO[tool];
  return asManaged({
    ...file,
    tool,
    note: `${facts.name}, for ${title} ${versions} (${format})`,
  });
}
