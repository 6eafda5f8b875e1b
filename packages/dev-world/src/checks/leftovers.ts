import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { run as runCommand } from '../build/run.ts';
import type { WorldState } from '../world/index.ts';
import { worldFolder } from '../world/paths.ts';
import { isRunning, markedProcesses, systemPath } from '../world/processes.ts';
import { processesOf, remainingCgroups } from '../world/realNode/cgroups.ts';
import { namespaceFile } from '../world/realNode/network.ts';

const lines = (file: string, text: string) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line.includes(text));

/** Everything of a world that is still there after it was taken down. */
export async function leftovers(
  root: string,
  state: WorldState,
): Promise<string[]> {
  const folder = worldFolder(root, state.name);
  const found: [string, string[]][] = [
    [
      'process',
      state.parts.filter(isRunning).map(part => `${part.name} ${part.pid}`),
    ],
    ['marked process', markedProcesses(folder).map(one => `${one.pid}`)],
    ['process by command line', commandLines(folder)],
    ['folder', existsSync(folder) ? readdirSync(folder) : []],
  ];
  if (process.platform === 'linux') {
    found.push(
      [
        'process in the control group',
        processesOf(state.network.cgroup).map(one => `${one.pid}`),
      ],
      ['control group', remainingCgroups(state.network.cgroup)],
      ['mount', lines('/proc/mounts', folder)],
      [
        'network namespace',
        existsSync(namespaceFile(state.network))
          ? [state.network.namespace]
          : [],
      ],
      [
        'link',
        existsSync(`/sys/class/net/${state.network.hostLink}`)
          ? [state.network.hostLink]
          : [],
      ],
      ['route', await routes(state)],
    );
  }
  return found.flatMap(([kind, items]) => items.map(item => `${kind} ${item}`));
}

function commandLines(folder: string): string[] {
  if (process.platform !== 'linux') {
    return [];
  }
  return readdirSync('/proc')
    .filter(entry => /^\d+$/.test(entry))
    .filter(pid => {
      try {
        return readFileSync(
          path.join('/proc', pid, 'cmdline'),
          'utf8',
        ).includes(`${folder}/`);
      } catch {
        return false;
      }
    });
}

async function routes(state: WorldState): Promise<string[]> {
  const all = await runCommand(['ip', 'route'], {
    env: { PATH: systemPath() },
  }).catch(() => '');
  return all
    .split('\n')
    .filter(
      line =>
        line.includes(state.network.hostLink) || line.includes(state.podCIDR),
    );
}
