import { readFile } from 'node:fs/promises';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { CommandLine as Program } from '@fairway-idp/backstage-plugin-fairway-common';

const PACKAGE = '@fairway-idp/backstage-plugin-workspaces-backend';
const FILE = 'fairway.mjs';

/** The program that carries SSH through the portal, for those without a package manager. */
export class CommandLine {
  static create(): CommandLine {
    return new CommandLine();
  }

  async get(): Promise<Program> {
    const path = resolvePackagePath(PACKAGE, 'bin', FILE);
    return { fileName: FILE, content: await readFile(path, 'utf8') };
  }
}
