import { ForgeClient } from '../../forge/client.ts';
import { seconds } from '../preview/report.ts';
import type { Place } from './desk.ts';
import {
  BRANCH,
  COMPONENT,
  REPOSITORY,
  TOOL,
  need,
  type Stage,
} from './stage.ts';

/** One click in Chromium, and one workspace of a branch without it. */
export async function firstLight(stage: Stage): Promise<void> {
  const { report, browser, desk, made } = stage;
  report.title('One click');
  await browser.openTab('storefront');
  const took = await browser.openWorkspace();
  report.figure(`click to ready ${seconds(took)}`);
  const [shown] = await desk.list();
  report.expect(
    'the click made one workspace, of the component, that runs',
    shown?.entityRef === COMPONENT && shown.state === 'running',
    shown,
  );
  made.main = shown;
  report.note(`${shown?.namespace}/${shown?.name}`);
  await report.step('another, of a branch, runs', async () => {
    const place = await desk.create({
      entityRef: COMPONENT,
      branch: BRANCH,
      innerLoopTool: TOOL,
    });
    made.branch = place;
    await desk.until(place, 'running');
  });
}

/** What SSH, the web terminal and the links give. */
export async function access(stage: Stage): Promise<void> {
  const { report, browser, desk, made } = stage;
  report.title('SSH as the portal shows it, and the web terminal');
  await checkHistory(stage, need(made.main), 'main');
  await checkHistory(stage, need(made.branch), BRANCH);
  await report.step(
    'it has the files of its tool, and what somebody edits is kept',
    () => checkFiles(stage, need(made.branch)),
  );
  const { links } = await desk.connect(need(made.main));
  report.expect(
    'links for editors hold no token',
    links.length > 0 && links.every(({ url }) => !/token|ey[A-Za-z]/.test(url)),
    links,
  );
  await report.step('the web terminal answers', async () => {
    // What is typed must not itself be what is waited for.
    await browser.inTerminal(
      'storefront',
      'echo "fair""way" $((6 * 7))',
      'fairway 42',
    );
  });
}

/** Written when it was made; one edit later Fairway leaves it alone. */
async function checkFiles(
  { desk, laptop }: Stage,
  place: Place,
): Promise<void> {
  const folder = (await desk.find(place))?.repository.folder ?? '';
  const connect = await desk.connect(place);
  const look = async () => (await desk.innerLoop(COMPONENT, TOOL, place))[0];
  const written = await look();
  const text = await laptop.ssh(connect, `cat ${folder}/${written.path}`);
  if (text !== written.content || written.state !== 'current') {
    throw new Error(`${written.path} is ${written.state}: ${written.why}`);
  }
  await laptop.ssh(
    connect,
    `sed -i 's/^schemaVersion.*/schemaVersion: 2.2.0/' ${folder}/${written.path}`,
  );
  const edited = await look();
  if (edited.state !== 'kept') {
    throw new Error(`${edited.path} is ${edited.state}: ${edited.why}`);
  }
}

/** The right branch is the one that the forge has under this name. */
async function checkHistory(
  { report, forge, desk, laptop }: Stage,
  place: Place,
  branch: string,
): Promise<void> {
  const client = new ForgeClient(forge.url, forge.admin);
  const { commit } = await client.get<{ commit: { id: string } }>(
    `/repos/${REPOSITORY}/branches/${branch}`,
  );
  const shown = await desk.find(place);
  const folder = shown?.repository.folder ?? '';
  const connect = await desk.connect(place);
  laptop.learn(connect);
  await report.step(
    `ssh answers git log of ${branch}, in ${folder}`,
    async () => {
      const log = await laptop.ssh(
        connect,
        `cd ${folder} && git log -1 --format=%H && git branch --show-current`,
      );
      if (log.trim() !== `${commit.id}\n${branch}`) {
        throw new Error(`${log.trim()} instead of ${commit.id} on ${branch}`);
      }
    },
  );
}
