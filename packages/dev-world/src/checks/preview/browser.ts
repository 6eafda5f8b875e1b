import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { run } from '../../build/run.ts';
import { systemPath } from '../../world/processes.ts';

const PROGRAMS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** A page in Chromium: its text as it is after its scripts, and a picture of it. */
export async function look(
  url: string,
  picture: string,
  height = 720,
): Promise<string> {
  const program = PROGRAMS.find(file => existsSync(file));
  if (!program) {
    throw new Error(`no Chromium at ${PROGRAMS.join(', ')}`);
  }
  const profile = mkdtempSync(path.join(os.tmpdir(), 'fairway-chromium-'));
  const chromium = (...args: string[]) =>
    run(
      [
        program,
        ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic'],
        ...['--no-first-run', '--disable-background-networking'],
        ...['--disable-component-update', '--disable-sync', '--lang=en'],
        `--user-data-dir=${profile}`,
        '--virtual-time-budget=3000',
        `--window-size=1000,${height}`,
        ...args,
        url,
      ],
      { env: { PATH: systemPath(), HOME: profile }, group: true },
    );
  try {
    const text = await chromium('--dump-dom');
    await chromium(`--screenshot=${picture}`, '--hide-scrollbars');
    return text;
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
