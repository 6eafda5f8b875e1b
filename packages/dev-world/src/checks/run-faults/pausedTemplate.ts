import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ForgeClient } from '../../forge/client.ts';
import { until } from '../../world/bootstrap.ts';
import type { Stage } from '../recovery/stage.ts';

export const TEMPLATE = 'template:default/paused-worker';
const FILE = 'paused-worker.yaml';
const REPOSITORY = 'platform/paths';

/** Seconds for which a run stands still before a step: time enough to break something. */
const PAUSE = 3;
/** Seconds for which it waits for a cluster that is silent, and for workloads. */
const PATIENCE = { patienceSeconds: 20, timeoutSeconds: 60 };

/** Id of the step at which a run stands still. */
export const pauseBefore = (step: string) => `pause-${step}`;

/**
 * The worker's golden path as it is, but for two things: it stands still before
 * the steps at which something is to happen to a run of that name, and it has
 * less patience.
 *
 * @param pauses names of runs, by the step before which they stand still
 */
export function pausedTemplate(
  text: string,
  pauses: ReadonlyMap<string, readonly string[]>,
): string {
  const paused = [...pauses].reduce(
    (so, [step, names]) =>
      so.replace(`    - id: ${step}\n`, () => before(step, names)),
    text
      .replace('  name: worker\n', '  name: paused-worker\n')
      .replaceAll('template:default/worker', TEMPLATE),
  );
  const settings = Object.entries(PATIENCE)
    .map(([key, value]) => `        ${key}: ${value}\n`)
    .join('');
  return paused.replace(
    /( {6}action: fairway:kubernetes:wait\n(?: {6}if: .*\n)? {6}input:\n)/,
    `$1${settings}`,
  );
}

function before(step: string, names: readonly string[]): string {
  const those = names.map(name => `parameters.name === "${name}"`).join(' or ');
  return `    - id: ${pauseBefore(step)}
      name: Stand still
      action: debug:wait
      if: \${{ ${those} }}
      input:
        seconds: ${PAUSE}
    - id: ${step}
`;
}

/** A golden path in the forge, as a platform team keeps it. */
export class TemplateInForge {
  readonly #stage: Stage;
  readonly #forge: ForgeClient;

  private constructor(stage: Stage) {
    this.#stage = stage;
    this.#forge = stage.forgeAdmin();
  }

  static async publish(
    stage: Stage,
    pauses: ReadonlyMap<string, readonly string[]>,
  ): Promise<TemplateInForge> {
    const folder = path.join(stage.root, 'templates');
    const read = (file: string) =>
      readFileSync(path.join(folder, file), 'utf8');
    const files = ['worker', 'shared'].flatMap(part =>
      readdirSync(path.join(folder, part), {
        recursive: true,
        withFileTypes: true,
      })
        .filter(entry => entry.isFile())
        .map(({ parentPath, name }) =>
          path.relative(folder, path.join(parentPath, name)),
        ),
    );
    const made = new TemplateInForge(stage);
    const [owner, name] = REPOSITORY.split('/');
    await made.#forge.json('POST', `/orgs/${owner}/repos`, {
      ...{ name, default_branch: 'main', auto_init: false },
    });
    await made.#write('create', {
      [FILE]: pausedTemplate(read('worker.yaml'), pauses),
      ...Object.fromEntries(files.map(file => [file, read(file)])),
    });
    await stage.portal.as('platform').post('catalog/locations', {
      type: 'url',
      target: `${stage.forge.url}/${REPOSITORY}/src/branch/main/${FILE}`,
    });
    await until('the template in the catalog', () =>
      made.version().then(found => found !== undefined),
    );
    return made;
  }

  /** As the catalog has it. */
  async version(): Promise<string | undefined> {
    const { spec } = await this.#stage.portal.as('platform').get<{
      spec: { steps: { action: string; input?: { version?: string } }[] };
    }>('catalog/entities/by-name/template/default/paused-worker');
    return spec.steps.find(
      ({ action }) => action === 'fairway:golden-path:record',
    )?.input?.version;
  }

  /** A new version, that changes a file which every run of it in Go has. */
  async release(version: string): Promise<void> {
    const template = await this.#read(FILE);
    const code = await this.#read('worker/go/work.go');
    await this.#write('update', {
      [FILE]: template.replaceAll('version: 1.0.0', `version: ${version}`),
      'worker/go/work.go': `${code}\n// As of ${version}.\n`,
    });
  }

  async #read(file: string): Promise<string> {
    const bytes = await this.#forge.bytes(
      `/repos/${REPOSITORY}/raw/${file}?ref=main`,
    );
    return bytes.toString('utf8');
  }

  async #write(
    operation: 'create' | 'update',
    files: Readonly<Record<string, string>>,
  ): Promise<void> {
    const all = await Promise.all(
      Object.entries(files).map(async ([file, text]) => ({
        operation,
        path: file,
        content: Buffer.from(text).toString('base64'),
        ...(operation === 'update' && { sha: await this.#sha(file) }),
      })),
    );
    await this.#forge.json('POST', `/repos/${REPOSITORY}/contents`, {
      branch: 'main',
      message: `${operation} the golden path`,
      files: all,
    });
  }

  async #sha(file: string): Promise<string> {
    const { sha } = await this.#forge.get<{ sha: string }>(
      `/repos/${REPOSITORY}/contents/${file}?ref=main`,
    );
    return sha;
  }
}
