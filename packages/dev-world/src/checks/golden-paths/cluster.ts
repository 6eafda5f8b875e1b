import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { Api } from '../../world/api.ts';
import type { KubeObject } from '../../world/api.ts';
import { until } from '../../world/bootstrap.ts';
import { ENVIRONMENTS, namespaceOf } from './subject.ts';

/** Namespaces of the tools that deliver. */
const TOOLS = ['argocd', 'flux-system'];

const DEFINITIONS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

interface Definition extends KubeObject {
  spec: {
    group: string;
    names: { kind: string; plural: string };
    scope: string;
    versions: { schema: { openAPIV3Schema: Schema } }[];
  };
}

interface Schema {
  properties?: Record<string, Schema & { type?: string }>;
  [key: string]: unknown;
}

const yamlFiles = (folder: string) =>
  readdirSync(folder)
    .filter(file => file.endsWith('.yaml'))
    .map(file => path.join(folder, file));

/**
 * Namespaces as a platform team makes them (Pod Security `restricted`, a quota,
 * limits) and the resources of the operators that the golden paths deliver to.
 */
export async function furnish(
  api: Api,
  folders: { definitions: string; platform: string },
): Promise<void> {
  for (const name of [...ENVIRONMENTS.map(namespaceOf), ...TOOLS]) {
    await makeNamespace(api, name);
  }
  const names: string[] = [];
  for (const file of yamlFiles(folders.definitions)) {
    const definition = parse(readFileSync(file, 'utf8')) as Definition;
    names.push(await define(api, definition));
  }
  await established(api, names);
  for (const file of yamlFiles(folders.platform)) {
    const composite = parse(readFileSync(file, 'utf8')) as Composite;
    await api.text(
      'PATCH',
      `/apis/${composite.apiVersion}/compositeresourcedefinitions/${composite.metadata.name}?fieldManager=judge&fieldValidation=Strict`,
      { body: composite, contentType: 'application/apply-patch+yaml' },
    );
    await established(api, [await define(api, claimOf(composite))]);
  }
}

async function makeNamespace(api: Api, name: string): Promise<void> {
  const at = `/api/v1/namespaces/${name}`;
  await api.apply(at, {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      labels: { 'pod-security.kubernetes.io/enforce': 'restricted' },
    },
  });
  await api.apply(`${at}/resourcequotas/quota`, {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'quota' },
    spec: {
      hard: {
        'requests.cpu': '2',
        'requests.memory': '2Gi',
        'limits.cpu': '4',
        'limits.memory': '4Gi',
        'requests.ephemeral-storage': '4Gi',
        pods: '20',
      },
    },
  } as KubeObject);
  await api.apply(`${at}/limitranges/limits`, {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name: 'limits' },
    spec: {
      limits: [{ type: 'Container', max: { cpu: '2', memory: '2Gi' } }],
    },
  } as KubeObject);
  // Quotas refuse until their controller has counted once.
  await until(`the quota of ${name}`, async () => {
    const { status } = await api.get<{ status?: { used?: object } }>(
      `${at}/resourcequotas/quota`,
    );
    return status?.used !== undefined;
  });
}

async function define(api: Api, definition: Definition): Promise<string> {
  const { name } = definition.metadata;
  await api.text(
    'PATCH',
    `${DEFINITIONS}/${name}?fieldManager=judge&force=true`,
    { body: definition, contentType: 'application/apply-patch+yaml' },
  );
  return name;
}

async function established(api: Api, names: string[]): Promise<void> {
  for (const name of names) {
    await until(`the definition ${name}`, async () => {
      const { status } = await api.get<{
        status?: { conditions?: { type: string; status: string }[] };
      }>(`${DEFINITIONS}/${name}`);
      return Boolean(
        status?.conditions?.some(
          one => one.type === 'Established' && one.status === 'True',
        ),
      );
    });
  }
}

interface Composite extends KubeObject {
  spec: {
    group: string;
    claimNames: { kind: string; plural: string };
    versions: {
      name: string;
      schema: { openAPIV3Schema: Schema };
    }[];
  };
}

/** The definition that Crossplane makes of the claim, with the field that it adds. */
function claimOf({ spec }: Composite): Definition {
  const { group, claimNames, versions } = spec;
  const [{ name, schema }] = versions;
  const { properties = {}, ...root } = schema.openAPIV3Schema;
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${claimNames.plural}.${group}` },
    spec: {
      group,
      names: claimNames,
      scope: 'Namespaced',
      versions: [
        {
          name,
          served: true,
          storage: true,
          schema: {
            openAPIV3Schema: {
              ...root,
              properties: {
                ...properties,
                spec: {
                  ...properties.spec,
                  properties: {
                    ...properties.spec?.properties,
                    writeConnectionSecretToRef: {
                      type: 'object',
                      required: ['name'],
                      properties: { name: { type: 'string' } },
                    },
                  },
                },
              },
            },
          },
        },
      ],
    },
  } as unknown as Definition;
}
