import { createHash } from 'node:crypto';
import { stringify } from 'yaml';
import type { Running } from '../../commands/bringUp.ts';
import { ForgeClient } from '../../forge/client.ts';
import { allCombinations } from '../../goldenPaths/combinations.ts';
import {
  Renderer,
  templatesFolder,
  type Scaffolder,
} from '../../goldenPaths/Renderer.ts';
import { PortalApi, PortalError } from '../../portal/api.ts';
import { runningService } from '../../services/describe.ts';
import { until } from '../../world/bootstrap.ts';
import type { Report } from '../lifetime/report.ts';
import type { ForgeState } from '../../world/types.ts';
import { chosen } from './edits.ts';
import { older } from './evolve.ts';
import { GitRepository } from './GitRepository.ts';
import { EXECUTABLE, namesOf, type Edit, type Files } from './types.ts';

const REPOSITORIES = 6;
const TEMPLATE = 'web-service';
const ORGANIZATION = 'shop';
const RECORD = '.fairway/golden-path.yaml';
const PATIENCE = { timeoutMs: 240_000, everyMs: 2_000 };

interface Subject {
  name: string;
  /** What the template made then, and makes now. */
  old: Files;
  now: Files;
  edits: Edit[];
}

interface Campaign {
  id: string;
  state: string;
  items: Array<{ entityRef: string; state: string; reason?: string }>;
}

interface Pull {
  number: number;
  body: string;
  head: { ref: string };
}

interface Stage {
  root: string;
  folder: string;
  forge: ForgeState;
  platform: PortalApi;
  client: ForgeClient;
  report: Report;
}

const refOf = ({ name }: Pick<Subject, 'name'>) => `component:default/${name}`;

/**
 * Repositories in a real forge that an older version of a golden path made, and in
 * which somebody worked since: upgraded by the portal, and read back from the forge.
 */
export async function upgradeInForge(
  running: Running,
  { root, folder, report }: Pick<Stage, 'root' | 'folder' | 'report'>,
): Promise<string> {
  const forge = runningService(running.worlds[0].state.services, 'forge');
  if (!forge) {
    throw new Error('There is no forge in this world');
  }
  const stage: Stage = {
    ...{ root, folder, forge, report },
    platform: new PortalApi(running.portal.url, 'platform'),
    client: new ForgeClient(forge.url, forge.admin),
  };
  const subjects = await publish(stage);
  const edits = subjects.reduce((sum, one) => sum + one.edits.length, 0);
  report.note(`${subjects.length} repositories, ${edits} edits`);
  await refuse(stage, running.portal.url, subjects[0]);
  await upgradeOne(stage, subjects[0]);
  await campaign(stage, subjects);
  let lost = 0;
  for (const subject of subjects) {
    lost += await judge(stage, subject);
  }
  return `forge: ${subjects.length} repositories, ${edits} edits, lost ${lost}`;
}

/** Renders by the portal's own scaffolder, ages, edits, pushes and registers. */
async function publish(stage: Stage): Promise<Subject[]> {
  const { root, forge, platform, report } = stage;
  const scaffolder: Scaffolder = {
    async post(path, body) {
      try {
        return {
          status: 200,
          body: await platform.post(`scaffolder/${path}`, body),
        };
      } catch (error) {
        const { status, message } = error as PortalError;
        return { status, body: message };
      }
    },
  };
  const renderer = Renderer.create({
    folder: templatesFolder(root),
    scaffolder,
  });
  const combinations = allCombinations().filter(
    one => one.template === TEMPLATE,
  );
  const subjects: Subject[] = [];
  for (let n = 0; n < REPOSITORIES; n++) {
    const combination =
      combinations[Math.floor((n * combinations.length) / REPOSITORIES)];
    const name = `upgraded-${n}`;
    const parameters = {
      ...combination.parameters,
      ...{ name, forge: 'gitea' },
      repoUrl: `${new URL(forge.url).host}?owner=${ORGANIZATION}&repo=${name}`,
    };
    const { tree } = await renderer.render({ ...combination, parameters });
    const now = Object.fromEntries(tree);
    subjects.push(await push(stage, { name, now, parameters, n }));
    report.note(`${name}: ${combination.title}`);
  }
  await until(
    'the components in the catalog',
    async () => (await known(platform)) >= REPOSITORIES,
    PATIENCE,
  );
  return subjects;
}

async function known(platform: PortalApi): Promise<number> {
  const found = await platform.get<unknown[]>(
    'catalog/entities?filter=kind=component,metadata.annotations.fairway.dev/golden-path-version=0.9.0&fields=kind',
  );
  return found.length;
}

async function push(
  { forge, folder, client, platform }: Stage,
  given: { name: string; now: Files; parameters: object; n: number },
): Promise<Subject> {
  const { name, now, parameters, n } = given;
  const made = older(now);
  const old = { ...made, [RECORD]: recordOf(made, parameters) };
  let files: Files = old;
  const edits: Edit[] = [];
  for (const edit of chosen(n)) {
    const after = edit.apply(files);
    if (after) {
      files = after;
      edits.push(edit);
    }
  }
  await client.json('POST', `/orgs/${ORGANIZATION}/repos`, {
    ...{ name, auto_init: false, default_branch: 'main' },
  });
  const git = GitRepository.create(`${folder}/forge-${n}`, old);
  git.commit('main', files);
  const remote = new URL(`${forge.url}/${ORGANIZATION}/${name}.git`);
  remote.username = forge.admin.login;
  remote.password = forge.admin.password;
  git.push('main', remote.href);
  // Gitea goes on with a push for a moment; the catalog would look again only later.
  await until(
    `${name} in the forge`,
    () =>
      client
        .get(`/repos/${ORGANIZATION}/${name}/contents/catalog-info.yaml`)
        .then(
          () => true,
          () => false,
        ),
    PATIENCE,
  );
  await platform.post('catalog/locations', {
    type: 'url',
    target: `${forge.url}/${ORGANIZATION}/${name}/src/branch/main/catalog-info.yaml`,
  });
  return { name, old, now, edits };
}

/** As the scaffolder's action writes it down. */
function recordOf(files: Files, parameters: object): string {
  return stringify({
    apiVersion: 'fairway.dev/v1alpha1',
    kind: 'GoldenPath',
    template: { ref: `template:default/${TEMPLATE}`, version: '0.9.0' },
    base: { digest: digestOf(files) },
    parameters,
  });
}

/** Of all files but the record, folder by folder. */
function digestOf(files: Files): string {
  const hash = createHash('sha256');
  // Sorted so, a folder's name comes before those that it is the beginning of.
  const key = (file: string) => file.replaceAll('/', '\0');
  for (const file of Object.keys(files).sort((a, b) =>
    key(a) < key(b) ? -1 : 1,
  )) {
    if (file !== RECORD) {
      const content = Buffer.from(files[file]);
      hash.update(`${Buffer.byteLength(file)}:${file}${content.length}:`);
      hash.update(content);
    }
  }
  return `sha256:${hash.digest('hex')}`;
}

async function refuse(
  { client, report }: Stage,
  url: string,
  subject: Subject,
): Promise<void> {
  const carol = new PortalApi(url, 'carol');
  const body = { entityRef: refOf(subject), reason: 'Because I can' };
  const error = await carol
    .post('golden-paths/v1/component/upgrade', body)
    .catch((caught: PortalError) => caught);
  report.expect(
    'somebody else’s component is not upgraded',
    error instanceof PortalError && error.status === 403,
    error,
  );
  report.expect(
    'and no pull request is there',
    (await pullsOf(client, subject)).length === 0,
  );
}

async function upgradeOne(
  { platform, report }: Stage,
  subject: Subject,
): Promise<void> {
  const entityRef = refOf(subject);
  const status = await platform.get<{ state: string; version: string }>(
    `golden-paths/v1/component?entityRef=${encodeURIComponent(entityRef)}`,
  );
  report.expect(
    'the portal knows that it is behind',
    status.state === 'behind' && status.version === '0.9.0',
    status,
  );
  const upgrade = () =>
    platform.post<{ outcome: string }>('golden-paths/v1/component/upgrade', {
      ...{ entityRef, reason: 'A check' },
    });
  const first = await upgrade();
  report.expect('it opens a pull request', first.outcome === 'opened', first);
  const second = await upgrade();
  report.expect(
    'asked again, it leaves it as it is',
    second.outcome === 'unchanged',
    second,
  );
}

/** All others by a campaign, which comes upon the first one again. */
async function campaign(
  { platform, report }: Stage,
  subjects: readonly Subject[],
): Promise<void> {
  const { id } = await platform.post<Campaign>('golden-paths/v1/campaigns', {
    ...{ template: `template:default/${TEMPLATE}`, reason: 'A check' },
  });
  let last: Campaign | undefined;
  await until(
    'the campaign',
    async () => {
      const { campaigns } = await platform.get<{ campaigns: Campaign[] }>(
        'golden-paths/v1/campaigns',
      );
      last = campaigns.find(one => one.id === id);
      return last?.state === 'done';
    },
    PATIENCE,
  );
  const items = last?.items ?? [];
  const before = items.filter(({ reason }) => reason === 'It is up to date');
  report.expect(
    `a campaign opens the other ${subjects.length - 1}`,
    items.every(({ state }) => state === 'opened') &&
      items.length === subjects.length &&
      before.length === 1,
    items,
  );
}

async function pullsOf(
  client: ForgeClient,
  { name }: Subject,
): Promise<Pull[]> {
  return client.get(`/repos/${ORGANIZATION}/${name}/pulls?state=open`);
}

/** The templates are rendered without their marks here. */
const withoutMark = (text?: string) =>
  text?.startsWith(EXECUTABLE) ? text.slice(1) : text;

/** @returns how many edits are lost */
async function judge(
  { client, forge, folder, report }: Stage,
  subject: Subject,
): Promise<number> {
  const { name, old, now, edits } = subject;
  const pulls = await pullsOf(client, subject);
  const [pull] = pulls;
  report.expect(`${name}: one pull request`, pulls.length === 1, pulls.length);
  if (!pull) {
    return edits.length;
  }
  const remote = new URL(`${forge.url}/${ORGANIZATION}/${name}.git`);
  remote.username = forge.admin.login;
  remote.password = forge.admin.password;
  const git = GitRepository.clone(`${folder}/read-${name}`, remote.href);
  const before = git.filesAt('origin/main');
  const after = git.filesAt(`origin/${pull.head.ref}`);
  const lost = edits.filter(edit => !edit.isKept(after));
  report.expect(
    `${name}: ${edits.length} edits are in its branch`,
    lost.length === 0,
    lost.map(({ what }) => what),
  );
  // What nobody touched is as the template makes it now.
  const stale = Object.keys({ ...old, ...now }).filter(
    file =>
      file !== RECORD &&
      before[file] === old[file] &&
      !namesOf(file).some(one => withoutMark(after[one]) === now[file]),
  );
  report.expect(
    `${name}: what nobody touched is as the template makes it now`,
    stale.length === 0,
    stale,
  );
  const marked = Object.keys(after).filter(file =>
    /^<{7} repository$/m.test(after[file]),
  );
  const untold = marked.filter(file => !pull.body.includes(`\`${file}\``));
  report.expect(
    `${name}: every marked file (${marked.length}) is in the text`,
    untold.length === 0 && pull.body.includes('### Files ('),
    untold,
  );
  return lost.length;
}
