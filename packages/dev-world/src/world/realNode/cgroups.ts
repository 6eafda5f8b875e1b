import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmdirSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startTimeOf } from '../processes.ts';
import type { ProcessIdentity } from '../types.ts';

const ROOT = '/sys/fs/cgroup';

/** Folders in which control groups live: one with cgroup v2, one per controller with v1. */
export function hierarchies(root: string = ROOT): string[] {
  if (existsSync(path.join(root, 'cgroup.controllers'))) {
    return [root];
  }
  if (!existsSync(root)) {
    return [];
  }
  return readdirSync(root, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => path.join(root, entry.name))
    .filter(folder => existsSync(path.join(folder, 'cgroup.procs')));
}

/** The hierarchy in which we find a node's processes again; with v1 any will do. */
function trackingHierarchy(): string {
  const all = hierarchies();
  const chosen = ['pids', 'freezer', 'memory']
    .map(name => path.join(ROOT, name))
    .find(one => all.includes(one));
  const found = chosen ?? all[0];
  if (!found) {
    throw new Error(`No control groups under ${ROOT}`);
  }
  return found;
}

/**
 * Makes the node's group, in every hierarchy as the kubelet wants it, and
 * returns the one below it in which the node's own programs start. Pods get
 * groups beside that one: so the node's group holds all that must end.
 */
export function createCgroup(name: string): string {
  hierarchies().forEach(hierarchy =>
    mkdirSync(path.join(hierarchy, name), { recursive: true }),
  );
  const folder = path.join(trackingHierarchy(), name, 'programs');
  mkdirSync(folder, { recursive: true });
  return folder;
}

function processesUnder(folder: string): ProcessIdentity[] {
  if (!existsSync(folder)) {
    return [];
  }
  const groups = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.name === 'cgroup.procs')
    .map(entry => path.join(entry.parentPath, entry.name));
  return groups
    .flatMap(file => {
      try {
        return readFileSync(file, 'utf8')
          .split('\n')
          .filter(Boolean)
          .map(Number);
      } catch {
        return []; // The group ended while we looked.
      }
    })
    .map(pid => ({ pid, startTime: startTimeOf(pid) ?? '' }))
    .filter(one => one.startTime !== '');
}

/** Every process in the node's groups: its programs, and what runs in its containers. */
export function processesOf(name: string): ProcessIdentity[] {
  return hierarchies().flatMap(hierarchy =>
    processesUnder(path.join(hierarchy, name)),
  );
}

/** Folders of the node's groups that are still there. */
export function remainingCgroups(name: string): string[] {
  return hierarchies()
    .map(hierarchy => path.join(hierarchy, name))
    .filter(folder => existsSync(folder));
}

/** Removes the node's groups, once their processes have ended. */
export async function removeCgroups(name: string): Promise<void> {
  for (let attempt = 0; attempt < 50; attempt++) {
    remainingCgroups(name).forEach(removeTree);
    if (remainingCgroups(name).length === 0) {
      return;
    }
    // A process that was just killed counts for a moment longer.
    await sleep(50);
  }
  throw new Error(
    `Control groups do not go away: ${remainingCgroups(name).join(', ')}`,
  );
}

function removeTree(folder: string): void {
  try {
    readdirSync(folder, { withFileTypes: true })
      .filter(entry => entry.isDirectory())
      .forEach(entry => removeTree(path.join(folder, entry.name)));
    rmdirSync(folder);
  } catch {
    // Still busy, or gone already: the caller looks again.
  }
}
