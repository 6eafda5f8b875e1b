import type { ComponentFacts } from '../component/facts';
import type { InnerLoopTool } from '../generate/tools';

/** What the choice depends on. */
export interface Circumstances {
  facts: ComponentFacts;
  files: readonly string[];
  componentsInRepository: number;
}

/** Something that speaks for a tool, or against it. */
export interface ChoiceRule {
  tools: readonly InnerLoopTool[];
  when(circumstances: Circumstances, tool: InnerLoopTool): boolean;
  /** Below zero it speaks against. */
  points: number;
  reason(circumstances: Circumstances, tool: InnerLoopTool): string;
}

/** From here on a component does not run usefully alone. */
const MANY_DEPENDENCIES = 3;
/** From here on a graph of all of them pays. */
const MANY_COMPONENTS = 3;

/** What each tool's own files are called. */
const OWN_FILES: Record<InnerLoopTool, RegExp> = {
  skaffold: /(^|\/)skaffold\.ya?ml$/,
  tilt: /(^|\/)Tiltfile$/,
  devspace: /(^|\/)devspace\.ya?ml$/,
  garden: /(^|\/)([^/]+\.)?garden\.ya?ml$/,
  telepresence: /(^|\/)telepresence\.ya?ml$/,
  mirrord: /(^|\/)\.mirrord\/[^/]+$/,
  devfile: /(^|\/)\.?devfile\.ya?ml$/,
};

const ownFile = ({ files }: Circumstances, tool: InnerLoopTool) =>
  files.find(file => OWN_FILES[tool].test(file));

const dependencies = ({ facts }: Circumstances) => facts.dependencies.length;
const listens = ({ facts }: Circumstances) =>
  facts.port !== undefined && facts.port !== 'none';
const syncs = ({ facts }: Circumstances) =>
  facts.sync.length > 0 && facts.hotReload;

const always = () => true;
const ATTACHING: InnerLoopTool[] = ['telepresence', 'mirrord'];

/** In the order in which reasons are told. */
export const CHOICE_RULES: readonly ChoiceRule[] = [
  {
    tools: Object.keys(OWN_FILES) as InnerLoopTool[],
    when: (all, tool) => ownFile(all, tool) !== undefined,
    points: 100,
    reason: (all, tool) =>
      `The repository has it already: ${ownFile(all, tool)}`,
  },
  {
    tools: ['skaffold'],
    when: always,
    points: 2,
    reason: () =>
      'Builds, renders and applies as a pipeline does, and is easy to begin with',
  },
  {
    tools: ['devspace'],
    when: always,
    points: 2,
    reason: () =>
      'One command for files, ports and logs, and easy to begin with',
  },
  {
    tools: ['tilt'],
    when: always,
    points: 1,
    reason: () =>
      'Shows all that runs, its builds and its logs on one page; the Tiltfile is to be learnt',
  },
  {
    tools: ['garden'],
    when: ({ componentsInRepository: count }) => count < MANY_COMPONENTS,
    points: -2,
    reason: () =>
      'Its graph of builds and its cache pay in large repositories, and are much to learn for one component',
  },
  {
    tools: ['garden'],
    when: ({ componentsInRepository: count }) => count >= MANY_COMPONENTS,
    points: 5,
    reason: ({ componentsInRepository: count }) =>
      `Its repository holds ${count} components: only what changed is built, in the order of the graph`,
  },
  {
    tools: ['tilt'],
    when: ({ componentsInRepository: count }) => count > 1,
    points: 2,
    reason: ({ componentsInRepository: count }) =>
      `Its repository holds ${count} components: several are worked on at once`,
  },
  {
    tools: ['devspace'],
    when: all => all.facts.sync.length > 0,
    points: 2,
    reason: ({ facts }) =>
      `Brings ${facts.sync
        .map(({ from }) => from)
        .join(', ')} into the running container${
        facts.hotReload ? '' : ', and restarts it'
      }`,
  },
  {
    tools: ['skaffold', 'tilt', 'garden'],
    when: syncs,
    points: 1,
    reason: ({ facts }) =>
      `Brings ${facts.sync
        .map(({ from }) => from)
        .join(', ')} into the running container`,
  },
  {
    tools: ['skaffold'],
    when: all => !syncs(all),
    points: 1,
    reason: () =>
      'A change needs a new image, and building images is what it does best',
  },
  {
    tools: ['tilt', 'devspace', 'garden'],
    when: all => all.facts.sync.length === 0,
    points: -1,
    reason: () =>
      'Its strength, bringing files into the running container, is of no use here: a change needs a new image',
  },
  {
    tools: ATTACHING,
    when: all => listens(all) && dependencies(all) >= MANY_DEPENDENCIES,
    points: 5,
    reason: all =>
      `It needs ${dependencies(
        all,
      )} others: they stay where they run, and only its own requests come to you`,
  },
  {
    tools: ATTACHING,
    when: all => listens(all) && dependencies(all) < MANY_DEPENDENCIES,
    points: 1,
    reason: () =>
      'Only your requests come to your process, in the environment that everybody uses',
  },
  {
    tools: ATTACHING,
    when: all => !listens(all),
    points: -1,
    reason: () => 'It listens nowhere, so there are no requests to bring',
  },
  {
    tools: ['mirrord'],
    when: always,
    points: -1,
    reason: () =>
      'Nothing is installed in the cluster; several developers on one workload need its paid operator',
  },
  {
    tools: ['telepresence'],
    when: always,
    points: 0,
    reason: () => 'Needs its traffic manager in the cluster',
  },
  {
    tools: ['devfile'],
    when: always,
    points: 0,
    reason: () =>
      'Describes a workspace and its commands; brings nothing into another container',
  },
];
