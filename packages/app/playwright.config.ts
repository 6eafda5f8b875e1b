import { defineConfig } from '@playwright/test';

/**
 * Drives the running portal in Chromium. `npm test` and the evidence commands
 * start it and say where it is.
 */
export default defineConfig({
  testDir: 'e2e-tests',
  // As long as a page takes on a machine that does much else.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  // They share one cluster: what one changes, another would see.
  workers: 1,
  fullyParallel: false,
  forbidOnly: !!process.env.CI,
  // On a busy machine a page may be late once. `npm test` says which test needed
  // a second try; an evidence command gives none. The second one has the same
  // cluster: what the first one left there is taken away before (leftovers.ts).
  retries: process.env.CI && !process.env.FAIRWAY_FIGURES ? 1 : 0,
  reporter: [['list'], ['json']],
  outputDir: 'e2e-test-report',
  use: {
    actionTimeout: 30_000,
    baseURL: process.env.FAIRWAY_PORTAL_URL ?? 'http://localhost:7007',
    screenshot: 'only-on-failure',
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      executablePath: process.env.FAIRWAY_BROWSER ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
