import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { devWorldFolder } from '../world/paths.ts';

/** What its pages load. A script that is missing makes each page complain in a dialogue. */
const SCRIPTS = ['iife.js', 'index.js', 'eventsource.sharedworker.js'];
const STYLES = ['theme-gitea-auto.css'];

/**
 * Gitea's pages, without its scripts and styles: these are built when it is
 * released, and are not in the module. The pages work without the scripts.
 */
export function writeAssets(root: string, folder: string): void {
  const source = path.join(devWorldFolder(root), 'src', 'forge', 'web');
  const write = (name: string, text: string) => {
    const file = path.join(folder, 'custom', 'public', 'assets', name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  SCRIPTS.forEach(name => write(`js/${name}`, ''));
  STYLES.forEach(name => write(`css/${name}`, ''));
  write('css/index.css', readFileSync(path.join(source, 'index.css'), 'utf8'));
}
