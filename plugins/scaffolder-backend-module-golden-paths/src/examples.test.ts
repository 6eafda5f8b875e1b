import {
  describeWithCluster,
  describeWithGitea,
  isRequired,
} from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { parse, stringify } from 'yaml';
import { configMap, deployment, service } from './__testUtils__/manifests';
import { TestForge } from './__testUtils__/TestForge';
import {
  startActions,
  startWorld,
  type TestActions,
  type TestWorld,
} from './__testUtils__/testWorld';
import { applyExamples } from './actions/apply.examples';
import { checkNamesExamples } from './actions/checkNames.examples';
import { ensureNamespaceExamples } from './actions/ensureNamespace.examples';
import { preflightExamples } from './actions/preflight.examples';
import { innerLoopExamples } from './actions/innerLoop.examples';
import { publishExamples } from './actions/publish.examples';
import { recordExamples } from './actions/record.examples';
import { registerExamples } from './actions/register.examples';
import { reportExamples } from './actions/report.examples';
import { undoExamples } from './actions/undo.examples';
import { renderExamples } from './actions/render.examples';
import { waitExamples } from './actions/wait.examples';

jest.setTimeout(60_000);

const HELM = process.env.FAIRWAY_TEST_HELM;
const KUSTOMIZE = process.env.FAIRWAY_TEST_KUSTOMIZE;

const listOf = (sets: Record<string, TemplateExample[]>) =>
  Object.entries(sets).flatMap(([action, examples]) =>
    examples.map(({ description, example }) => ({
      action,
      description,
      step: parse(example).steps[0] as {
        action: string;
        input: Record<string, unknown>;
      },
    })),
  );

const EXAMPLES = listOf({
  render: renderExamples,
  preflight: preflightExamples,
  ensureNamespace: ensureNamespaceExamples,
  apply: applyExamples,
  wait: waitExamples,
  record: recordExamples,
  innerLoop: innerLoopExamples,
  report: reportExamples,
  undo: undoExamples,
});

/** These need a forge, and no cluster. */
const FORGE_EXAMPLES = listOf({
  names: checkNamesExamples,
  publish: publishExamples,
  register: registerExamples,
});

const CHART = `apiVersion: v2
name: web
version: 1.0.0
`;
const TEMPLATE = `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}
data:
  replicas: "{{ .Values.replicas }}"
  stage: {{ .Values.stage }}
`;

/** The program that an example needs and this machine has not. */
function missing(input: Record<string, unknown>): string | undefined {
  if (input.packaging === 'helm') {
    return HELM ? undefined : 'helm';
  }
  return input.path === 'deploy/overlays/dev' && !KUSTOMIZE
    ? 'kustomize'
    : undefined;
}

describeWithCluster('every example', cluster => {
  let world: TestWorld;

  beforeAll(async () => {
    world = await startWorld(cluster(), {
      config: {
        goldenPaths: {
          ...(HELM && { helm: HELM }),
          ...(KUSTOMIZE && { kustomize: KUSTOMIZE }),
          podTemplate: { nodeSelector: { 'fairway.dev/node': 'simulated' } },
        },
      },
    });
    await world.write('catalog-info.yaml', [
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: {
          name: 'web',
          annotations: { 'fairway.dev/manifests': 'manifests' },
        },
        spec: { type: 'service', lifecycle: 'production', owner: 'shop' },
      },
    ]);
    await world.write('manifests/web.yaml', [deployment('web')]);
    await world.write('deploy/base/web.yaml', [configMap('web')]);
    await world.write(
      'deploy/base/kustomization.yaml',
      'resources: [web.yaml]\n',
    );
    await world.write(
      'deploy/overlays/dev/kustomization.yaml',
      'resources: [../../base]\nnamePrefix: dev-\n',
    );
    await world.write('deploy/chart/Chart.yaml', CHART);
    await world.write('deploy/chart/templates/map.yaml', TEMPLATE);
    await world.write('deploy/values-dev.yaml', 'stage: dev\nreplicas: 1\n');
    await world.run('fairway:kubernetes:apply', {
      cluster: 'main',
      namespace: world.namespace,
      path: 'manifests',
    });
  });

  afterAll(async () => {
    await world?.stop();
  });

  it.each(EXAMPLES)('$action: $description', async ({ step }) => {
    const program = missing(step.input);
    if (program) {
      refuseToSkip(program);
      return;
    }
    const { outputs } = await world.run(step.action, {
      ...step.input,
      // What an earlier step would have rendered.
      ...(typeof step.input.objects === 'string' && {
        objects: [deployment('web'), service('web')],
      }),
      ...(step.input.cluster !== undefined && {
        cluster: 'main',
        namespace: world.namespace,
      }),
    });
    expect(outputs).not.toEqual({});
  });

  it('is of an action that there is, with inputs that it takes', () => {
    for (const { step } of [...EXAMPLES, ...FORGE_EXAMPLES]) {
      const action = world.actions.find(({ id }) => id === step.action);
      const schema = action?.schema?.input as {
        properties: Record<string, unknown>;
        required?: string[];
      };
      expect(Object.keys(schema.properties)).toEqual(
        expect.arrayContaining(Object.keys(step.input)),
      );
      expect(Object.keys(step.input)).toEqual(
        expect.arrayContaining(schema.required ?? []),
      );
    }
  });

  it('renders a chart with its values, where there is Helm', async () => {
    if (!HELM) {
      refuseToSkip('helm');
      return;
    }
    const { outputs } = await world.run(
      'fairway:render',
      EXAMPLES.find(({ step }) => step.input.packaging === 'helm')!.step.input,
    );
    expect(outputs.objects).toMatchObject([
      { metadata: { name: 'web' }, data: { replicas: '2', stage: 'dev' } },
    ]);
  });
});

describeWithGitea('every example with a forge', address => {
  let forge: TestForge;
  let world: TestActions;

  beforeAll(async () => {
    forge = await TestForge.open(address);
    world = await startActions({
      features: [(await import('@backstage/plugin-catalog-backend')).default],
      config: { integrations: forge.config },
    });
    await world.write('manifests/web.yaml', [deployment('web')]);
    await world.write(
      'catalog-info.yaml',
      stringify({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name: 'cart' },
        spec: { type: 'service', lifecycle: 'production', owner: 'shop' },
      }),
    );
  });

  afterAll(async () => {
    await world?.stop();
    await forge?.close();
  });

  /** The forge of these tests in the place of the example's. */
  const real = (text: unknown) =>
    typeof text === 'string'
      ? text
          .replace(/^git\.example\.com.*repo=(.+)$/, (_, name: string) =>
            forge.repoUrl(name),
          )
          .replace(/^https:.*\/shop\/(\w+)\/.*$/, (_, name: string) =>
            forge.catalogInfoUrl(name),
          )
      : text;

  it.each(FORGE_EXAMPLES)('$action: $description', async ({ step }) => {
    const input = Object.fromEntries(
      Object.entries(step.input).map(([key, value]) => [key, real(value)]),
    );
    const { outputs } = await world.run(step.action, input);
    expect(outputs).not.toEqual({});
  });
});

/** Said, and not passed over where a skip counts as a failure. */
function refuseToSkip(program: string): void {
  if (isRequired(program)) {
    throw new Error(`FAIRWAY_REQUIRE asks for ${program}, which is not here`);
  }
}
