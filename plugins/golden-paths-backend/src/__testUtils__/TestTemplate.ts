import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Entity } from '@backstage/catalog-model';

type Files = Record<string, string>;

const MADE: Files = {
  'README.md': '# ${{ values.name }}\n\nMade by a golden path.\n',
  Dockerfile: 'FROM node:22\nWORKDIR /app\nCOPY . .\nCMD ["node", "."]\n',
  'deploy/app.yaml':
    'name: ${{ values.name }}\nport: ${{ values.port }}\nprobes:\n  period: 10\n  path: /health\nreplicas: 2\n',
  'old.txt': 'left over\n',
};

/** What each version does to the files, and how it says so. */
const VERSIONS: Record<string, { files: Files; drop?: string; log: string }> = {
  '1.0.0': { files: MADE, log: 'first' },
  '1.1.0': {
    files: {
      'deploy/app.yaml': MADE['deploy/app.yaml'].replace(
        'period: 10',
        'period: 12',
      ),
      'SECURITY.md': '# Security\n',
    },
    log: 'probes',
  },
  '1.2.0': {
    files: { Dockerfile: MADE.Dockerfile.replace('node:22', 'node:24') },
    drop: 'old.txt',
    log: 'base image',
  },
  '2.0.0': {
    files: {
      'run.sh': '#!/bin/sh\necho ${{ values.name }}\n',
      'deploy/pdb.yaml': 'kind: PodDisruptionBudget\n',
    },
    log: 'zones',
  },
};

const ORDER = Object.keys(VERSIONS);

/** A golden path in a folder of its own, that changes from version to version. */
export class TestTemplate {
  readonly ref = 'template:default/tiny';
  private readonly folder = mkdtempSync(join(tmpdir(), 'fairway-template-'));
  /** As the catalog has it: changed in its place. */
  readonly entity: Entity = {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: {
      name: 'tiny',
      namespace: 'default',
      title: 'Tiny service',
      annotations: {
        'backstage.io/managed-by-location': `file:${this.folder}/tiny.yaml`,
      },
    },
    spec: {},
  };

  static create(): TestTemplate {
    const template = new TestTemplate();
    template.become('1.0.0');
    return template;
  }

  become(version: string): void {
    const so = ORDER.slice(0, ORDER.indexOf(version) + 1);
    const hasZones = so.includes('2.0.0');
    rmSync(this.folder, { recursive: true, force: true });
    const files: Files = {};
    for (const one of so) {
      Object.assign(files, VERSIONS[one].files);
      delete files[VERSIONS[one].drop ?? ''];
    }
    for (const [path, text] of Object.entries(files)) {
      this.write(`tiny/skeleton/${path}`, text);
    }
    this.write(
      'tiny/changelog.yaml',
      so
        .map(one => `- version: ${one}\n  changes: [${VERSIONS[one].log}]\n`)
        .reverse()
        .join(''),
    );
    this.entity.spec = {
      type: 'service',
      parameters: [
        {
          required: ['name', 'repoUrl', ...(hasZones ? ['zone'] : [])],
          properties: {
            name: { type: 'string' },
            repoUrl: { type: 'string' },
            port: { type: 'integer' },
            // A later form asks for more than the first.
            ...(so.length > 1 && {
              color: { type: 'string', default: 'blue' },
            }),
            ...(hasZones && {
              zone: { type: 'string', title: 'Zone', enum: ['eu', 'us'] },
            }),
          },
        },
      ],
      steps: [
        {
          id: 'files',
          name: 'Files',
          action: 'fetch:template',
          input: {
            url: './tiny/skeleton',
            values: {
              name: '${{ parameters.name }}',
              port: '${{ parameters.port or 8080 }}',
            },
          },
        },
        {
          id: 'record',
          name: 'Record',
          action: 'fairway:golden-path:record',
          input: {
            template: this.ref,
            version,
            parameters: '${{ parameters }}',
          },
        },
        {
          id: 'publish',
          name: 'Publish',
          action: 'publish:gitea',
          input: {
            repoUrl: '${{ parameters.repoUrl }}',
            description: 'A test',
            defaultBranch: 'main',
          },
        },
      ],
    };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private write(path: string, text: string): void {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { mode: path.endsWith('.sh') ? 0o755 : 0o644 });
  }
}
