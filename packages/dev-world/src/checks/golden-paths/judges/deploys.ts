import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withBench, type Bench, type DeliveryTools } from '../delivery.ts';
import type { AnyObject, Judge, Subject } from '../types.ts';
import { podTemplateOf } from './apiServer.ts';

/** The name by which the portal applies what it made. */
const PORTAL = 'fairway-golden-path';

/** What pipelines would deliver, one after the other. */
const COMMITS = ['a', 'b'].map(letter => letter.repeat(40));

/** A variable that all have, and that a developer takes away. */
const GONE = 'GREETING';
const VARIABLE = new RegExp(`^ *- name: "${GONE}"\\n *value: .*\\n`, 'm');

/** Files that name the variables. */
const FILES = [
  'deploy/base/deployment.yaml',
  'deploy/base/cronjob.yaml',
  'deploy/base/migration.yaml',
  'deploy/chart/values.yaml',
];

/**
 * Runs what CI runs where it applies by itself: after the portal has applied
 * the first image, for a commit, and for another that takes a variable away.
 */
const deployJudge = (
  tools: DeliveryTools,
  own: Pick<Judge, 'name' | 'twin'> & { packaging: string },
): Judge => ({
  name: own.name,
  twin: own.twin,
  cases: subject => {
    const { parameters, template, tree } = subject;
    const isOurs =
      parameters.delivery === 'direct' &&
      parameters.packaging === own.packaging;
    const scripts = ['deploy.sh', 'settings.sh'].map(file =>
      tree.get(`scripts/${file}`),
    );
    return isOurs
      ? [
          {
            what: 'scripts/deploy.sh dev',
            key: JSON.stringify([template, scripts]),
            judge: () =>
              withBench(subject, tools, bench =>
                deployed(subject, bench, tools),
              ),
          },
        ]
      : [];
  },
});

/** What is packaged by Kustomize goes by kubectl. */
export const kubectlJudge = (tools: DeliveryTools): Judge =>
  deployJudge(tools, {
    name: 'kubectl',
    packaging: 'kustomize',
    // The image would be the portal's, and the API server refuse another.
    twin: {
      file: /^scripts\/deploy\.sh$/,
      from: `--field-manager ${PORTAL}`,
      to: '--field-manager ci',
    },
  });

/** A chart becomes a release. */
export const helmReleaseJudge = (tools: DeliveryTools): Judge =>
  deployJudge(tools, {
    name: 'helm upgrade',
    packaging: 'helm',
    twin: {
      file: /^scripts\/deploy\.sh$/,
      from: 'image.tag=$commit',
      to: 'image.version=$commit',
    },
  });

async function deployed(
  subject: Subject,
  bench: Bench,
  { kubeconfig }: DeliveryTools,
): Promise<string[]> {
  const [{ namespace, objects }] = subject.environments;
  const { name, packaging } = subject.parameters;
  const where = ['--kubeconfig', kubeconfig, '--namespace', namespace];
  const kubectl = (args: string[], input?: string) =>
    bench.run(['kubectl', ...where, ...args], input);
  const first = JSON.stringify({
    apiVersion: 'v1',
    kind: 'List',
    items:
      packaging === 'helm'
        ? objects.map(object => ofRelease(object, { name, namespace }))
        : objects,
  });
  // A chart makes a migration of another name for each image.
  const kinds = `deployments,cronjobs${packaging === 'helm' ? '' : ',jobs'}`;
  const problems: string[] = [];
  try {
    await kubectl(
      [
        ...['apply', '--server-side', '--field-manager', PORTAL],
        ...['--filename', '-'],
      ],
      first,
    );
    for (const [turn, commit] of COMMITS.entries()) {
      if (turn > 0) {
        takeVariableAway(bench.folder);
      }
      await bench.run(['sh', 'scripts/deploy.sh', 'dev', commit]);
      const found = JSON.parse(
        await kubectl([
          ...['get', kinds, '--output', 'json'],
          ...['--selector', `backstage.io/kubernetes-id=${name}`],
        ]),
      ) as { items: AnyObject[] };
      problems.push(
        ...found.items.flatMap(object =>
          wrongIn(object, { commit, hasVariable: turn === 0 }),
        ),
        ...(found.items.length > 0 ? [] : [`${commit}: there is no workload`]),
      );
    }
  } catch (error) {
    problems.push((error as Error).message);
  } finally {
    if (packaging === 'helm') {
      await bench.run([
        ...['helm', ...where, 'uninstall', name],
        ...['--ignore-not-found', '--wait'],
      ]);
    }
    await kubectl(['delete', '--ignore-not-found', '--filename', '-'], first);
  }
  return problems;
}

/** With the marks by which Helm knows its own; the portal adds them as well. */
function ofRelease(
  object: AnyObject,
  release: { name: string; namespace: string },
): AnyObject {
  return {
    ...object,
    metadata: {
      ...object.metadata,
      labels: {
        ...object.metadata.labels,
        'app.kubernetes.io/managed-by': 'Helm',
      },
      annotations: {
        'meta.helm.sh/release-name': release.name,
        'meta.helm.sh/release-namespace': release.namespace,
      },
    },
  } as AnyObject;
}

function takeVariableAway(folder: string): void {
  for (const file of FILES.map(one => path.join(folder, one))) {
    if (existsSync(file)) {
      writeFileSync(file, readFileSync(file, 'utf8').replace(VARIABLE, ''));
    }
  }
}

interface Container {
  image: string;
  env: { name: string }[];
}

function wrongIn(
  object: AnyObject,
  { commit, hasVariable }: { commit: string; hasVariable: boolean },
): string[] {
  const { containers } = podTemplateOf(object)?.spec as {
    containers: Container[];
  };
  const title = `${object.kind} ${object.metadata.name} after ${commit}`;
  return containers.flatMap(({ image, env }) => [
    ...(image.endsWith(`:${commit}`) ? [] : [`${title} has ${image}`]),
    ...(env.some(({ name }) => name === GONE) === hasVariable
      ? []
      : [`${title} ${hasVariable ? 'lacks' : 'still has'} ${GONE}`]),
  ]);
}
