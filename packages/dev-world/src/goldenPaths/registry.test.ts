import { execFile } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { findRoot } from '../world/paths.ts';
import { templatesFolder } from './Renderer.ts';

const run = promisify(execFile);
const SCRIPTS = path.join(
  templatesFolder(findRoot()),
  'shared/ci/common/scripts',
);
const IMAGE = 'registry.example.com/shop/orders';

let folder: string;
let commit: string;

/** There is no Docker here: what it says is written down, and what it is told. */
const DOCKER = `#!/bin/sh
echo "$*" >>"$TOLD"
test "$1" = manifest || exit 0
test -z "$ANSWER" && exit 0
printf '%s\\n' "$ANSWER" >&2
exit 1
`;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'fairway-registry-'));
  cpSync(SCRIPTS, path.join(folder, 'scripts'), { recursive: true });
  writeFileSync(
    path.join(folder, 'scripts/settings.sh'),
    `NAME=orders\nIMAGE=${IMAGE}\n`,
  );
  writeFileSync(path.join(folder, 'docker'), DOCKER);
  chmodSync(path.join(folder, 'docker'), 0o755);
  const git = (...args: string[]) =>
    run(
      'git',
      ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', ...args],
      { cwd: folder },
    );
  await git('init', '--quiet');
  await git('commit', '--quiet', '--allow-empty', '-m', 'Say hello');
  commit = (await git('rev-parse', 'HEAD')).stdout.trim();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a script where Docker has an answer; empty if the image is there. */
async function script(name: string, answer: string, ...args: string[]) {
  const told = path.join(folder, 'told');
  writeFileSync(told, '');
  const { stdout, stderr, code } = await run(
    'sh',
    [`scripts/${name}`, commit, ...args],
    {
      cwd: folder,
      env: {
        ...process.env,
        PATH: `${folder}:${process.env.PATH}`,
        ...{ ANSWER: answer, TOLD: told },
        ...{ REGISTRY_USER: 'ada', REGISTRY_PASSWORD: 'x' },
      },
    },
  ).then(
    said => ({ ...said, code: 0 }),
    (error: { stdout: string; stderr: string; code: number }) => error,
  );
  const { stdout: log } = await run('cat', [told]);
  return { stdout, stderr, code, pushed: log.includes(`push ${IMAGE}`) };
}

const ABSENT = [
  `no such manifest: ${IMAGE}:1`,
  'manifest unknown: manifest unknown',
  "name unknown: The repository with name 'shop/orders' does not exist in the registry",
  'errors:\ndenied: requested access to the resource is denied\nunauthorized: authentication required',
];
const UNKNOWN = [
  'received unexpected HTTP status: 503 Service Unavailable',
  'toomanyrequests: You have reached your pull rate limit',
  'Get "https://registry.example.com/v2/": dial tcp: lookup registry.example.com: no such host',
  'permission denied while trying to connect to the Docker daemon socket',
];

describe('whether an image is built', () => {
  it('is not, where it is in the registry', async () => {
    for (const environment of ['dev', 'staging', 'production']) {
      expect(await script('published.sh', '', environment)).toMatchObject({
        code: 0,
        stdout: `commit=${commit}\npublished=true\n`,
      });
    }
    expect(await script('push.sh', '')).toMatchObject({
      code: 0,
      pushed: false,
    });
  });

  it.each(ABSENT)('is for dev alone, where there is none: %s', async answer => {
    expect(await script('published.sh', answer, 'dev')).toMatchObject({
      code: 0,
      stdout: `commit=${commit}\npublished=false\n`,
    });
    expect(await script('published.sh', answer, 'production')).toMatchObject({
      code: 1,
      stdout: `commit=${commit}\n`,
      stderr: expect.stringContaining(`There is no image of ${commit}`),
    });
    expect(await script('push.sh', answer)).toMatchObject({
      code: 0,
      pushed: true,
    });
  });

  it.each(UNKNOWN)('is not known: %s', async answer => {
    for (const name of ['published.sh', 'push.sh']) {
      expect(await script(name, answer, 'dev')).toMatchObject({
        code: 1,
        stdout: expect.not.stringContaining('published'),
        stderr: expect.stringContaining('is not known'),
        pushed: false,
      });
    }
  });
});
