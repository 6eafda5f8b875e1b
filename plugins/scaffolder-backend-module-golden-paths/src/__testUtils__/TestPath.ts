import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Entity } from '@backstage/catalog-model';
import { stringify } from 'yaml';

/** Where the files of a golden path are kept. */
export interface PathStore {
  /** As the catalog writes where a file is. */
  locationOf(path: string): string;
  write(path: string, text: string): Promise<void> | void;
  remove(path: string): Promise<void> | void;
}

/** On the disk, in a folder of its own. */
export class FolderStore implements PathStore {
  private readonly folder = mkdtempSync(join(tmpdir(), 'fairway-path-'));

  locationOf(path: string): string {
    return `file:${join(this.folder, path)}`;
  }

  write(path: string, text: string): void {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  remove(path = '.'): void {
    rmSync(join(this.folder, path), { recursive: true, force: true });
  }
}

/**
 * A golden path of two folders, between which a run stands still until the test
 * lets it go on.
 */
export class TestPath {
  readonly ref = 'template:default/tiny';
  /** As the catalog has it: what is in the file may be newer. */
  readonly entity: Entity;

  private constructor(private readonly store: PathStore) {
    this.entity = {
      apiVersion: 'scaffolder.backstage.io/v1beta3',
      kind: 'Template',
      metadata: {
        name: 'tiny',
        namespace: 'default',
        annotations: {
          'backstage.io/managed-by-location': store.locationOf('tiny.yaml'),
        },
      },
      spec: specOf('1.0.0'),
    };
  }

  static async create(store: PathStore): Promise<TestPath> {
    const path = new TestPath(store);
    await store.write('tiny/first/a.txt', 'a 1\n');
    await store.write('shared/second/b.txt', 'b 1\n');
    await store.write('elsewhere/c.txt', 'c 1\n');
    await path.say('1.0.0');
    return path;
  }

  /** Writes its file, as of this version. */
  async say(version: string): Promise<void> {
    const { apiVersion, kind, metadata } = this.entity;
    const { annotations: _, ...named } = metadata;
    await this.store.write(
      'tiny.yaml',
      stringify({ apiVersion, kind, metadata: named, spec: specOf(version) }),
    );
  }
}

const fetch = (id: string, url: string) => ({
  ...{ id, name: id, action: 'fetch:template' },
  input: { url, replace: true, values: {} },
});

function specOf(version: string) {
  return {
    type: 'service',
    parameters: [],
    steps: [
      { id: 'names', name: 'names', action: 'fairway:names:check', input: {} },
      fetch('first', './tiny/first'),
      { id: 'pause', name: 'pause', action: 'debug:pause' },
      fetch('second', "./shared/${{ 'second' }}"),
      {
        ...{ id: 'record', name: 'record' },
        action: 'fairway:golden-path:record',
        input: { version, parameters: {} },
      },
      { id: 'files', name: 'files', action: 'test:files' },
    ],
  };
}
