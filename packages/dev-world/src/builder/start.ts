import os from 'node:os';
import path from 'node:path';
import type { ServiceContext } from '../services/context.ts';
import { startPart } from '../world/parts.ts';
import { devWorldFolder } from '../world/paths.ts';

/** Starts the image builder as a part of the world: it goes on when we end. */
export function startBuilder(
  { root, state }: ServiceContext,
  port: number,
): void {
  startPart(root, state, {
    name: 'builder',
    command: [
      process.execPath,
      '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
      '--disable-warning=ExperimentalWarning',
      path.join(devWorldFolder(root), 'src', 'builder', 'main.ts'),
      ...['--root', root, '--name', state.name, '--port', `${port}`],
    ],
    // Go's caches are the user's: in an empty one it compiles its own library
    // first. So is where it gets modules from.
    env: { ...goEnvironment(), HOME: os.homedir(), FAIRWAY_ROOT: root },
  });
}

const GO_SETTING = /^(GO[A-Z]+|(HTTPS?|NO)_PROXY|SSL_CERT_(FILE|DIR))$/i;

function goEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value !== undefined && GO_SETTING.test(name) ? [[name, value]] : [],
    ),
  );
}
