import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import type { Browser as Chromium, Page } from '@playwright/test';

const PROGRAMS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
const ARGUMENTS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update'],
  '--disable-sync',
];
const TITLES: Record<string, string> = { alice: 'Alice', bob: 'Bob' };
const PATIENCE_MS = 120_000;

/** The portal's pages, as one person uses them in Chromium. */
export class Browser {
  readonly #chromium: Chromium;
  readonly #page: Page;
  readonly #images: string;

  private constructor(program: Chromium, page: Page, images: string) {
    this.#chromium = program;
    this.#page = page;
    this.#images = images;
  }

  static async open(
    portal: string,
    person: string,
    images: string,
  ): Promise<Browser> {
    const executablePath = PROGRAMS.find(file => existsSync(file));
    if (!executablePath) {
      throw new Error(`no Chromium at ${PROGRAMS.join(', ')}`);
    }
    const program = await chromium.launch({ executablePath, args: ARGUMENTS });
    const page = await program.newPage({
      baseURL: portal,
      viewport: { width: 1440, height: 900 },
    });
    page.setDefaultTimeout(PATIENCE_MS);
    await page.goto('/');
    await page
      .getByRole('button', { name: `Sign in as ${TITLES[person]}` })
      .click();
    await page.getByRole('link', { name: 'Settings' }).waitFor();
    return new Browser(program, page, images);
  }

  /** Opens the tab of a component, ready for the click. */
  async openTab(component: string): Promise<void> {
    await this.#goTo(component);
    await this.#opener().waitFor();
  }

  /** One click; returns the milliseconds until the page says that it runs. */
  async openWorkspace(): Promise<number> {
    const begun = Date.now();
    await this.#opener().click();
    await this.#page.getByText('Running', { exact: true }).first().waitFor();
    return Date.now() - begun;
  }

  /** Types a command into the web terminal and waits for a text of its answer. */
  async inTerminal(
    component: string,
    command: string,
    answer: string,
  ): Promise<void> {
    const page = this.#page;
    await this.#goTo(component);
    await page
      .getByRole('button', { name: /^Open a terminal/ })
      .first()
      .click();
    await page.getByRole('textbox', { name: /^Terminal in/ }).waitFor();
    const rows = page.locator('.xterm-rows');
    await rows.filter({ hasText: '$' }).first().waitFor();
    await page.keyboard.type(`${command}\n`);
    await rows.filter({ hasText: answer }).first().waitFor();
  }

  /** What the page looks like, for whoever wonders why something is not on it. */
  async picture(name: string): Promise<string> {
    const file = path.join(this.#images, `workspace-${name}.png`);
    await this.#page.screenshot({ path: file });
    return file;
  }

  close(): Promise<void> {
    return this.#chromium.close();
  }

  async #goTo(component: string): Promise<void> {
    await this.#page.goto(`/catalog/default/component/${component}/workspace`);
  }

  #opener() {
    return this.#page.getByRole('button', { name: 'Open a workspace' }).first();
  }
}
