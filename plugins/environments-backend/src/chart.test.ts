import type { ForgeFile } from '@fairway-idp/backstage-plugin-fairway-node';
import {
  describeWithCluster,
  eventually,
} from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import type { KubernetesObject, V1Job } from '@kubernetes/client-node';
import {
  manifests,
  startPreviewWorld,
  type PreviewTestWorld,
} from './__testUtils__/previewTestWorld';
import { TYPES } from './domain/kinds/resourceTypes';

jest.setTimeout(120_000);

// Whether it is required is told by the tests of the renderer.
const HELM = process.env.FAIRWAY_TEST_HELM;

const POD = `
securityContext:
  runAsNonRoot: true
  runAsUser: 1000
  seccompProfile: { type: RuntimeDefault }
restartPolicy: Never
containers:
  - name: tool
    image: registry.example.com/shop/storefront:main
    args: ['{{ .Values.replicas }}']
    securityContext:
      allowPrivilegeEscalation: false
      capabilities: { drop: [ALL] }
`.trim();
const indented = (text: string, by: number) =>
  text.replaceAll('\n', `\n${' '.repeat(by)}`);

/** A web server whose number of replicas is a value, with hooks. */
function chart(more: Record<string, string> = {}): ForgeFile[] {
  const [{ content }] = manifests();
  const files: Record<string, string> = {
    'deploy/chart/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 0.1.0\n',
    'deploy/chart/values.yaml': 'replicas: 1\n',
    'deploy/dev.yaml': 'replicas: 2\n',
    'deploy/chart/templates/all.yaml': content.replace(
      'replicas: 1',
      'replicas: {{ .Values.replicas }}',
    ),
    'deploy/chart/templates/settings.yaml': `apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data:
  release: {{ printf "%s in %s" .Release.Name .Release.Namespace }}
  kubernetes: {{ .Capabilities.KubeVersion }}
`,
    'deploy/chart/templates/migrate.yaml': `apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations: { helm.sh/hook: "pre-install,pre-upgrade" }
spec:
  template:
    spec:
      ${indented(POD, 6)}
`,
    'deploy/chart/templates/tests/test.yaml': `apiVersion: v1
kind: Pod
metadata:
  name: test
  annotations: { helm.sh/hook: test }
spec:
  ${indented(POD, 2)}
`,
    ...more,
  };
  return Object.entries(files).map(([path, text]) => ({ path, content: text }));
}

const why = HELM ? '' : ' (skipped: no helm, as FAIRWAY_TEST_HELM is not set)';

describeWithCluster(`previews of charts${why}`, cluster => {
  if (!HELM) {
    it.todo('need the program helm');
    return;
  }
  let world: PreviewTestWorld;

  beforeAll(async () => {
    world = await startPreviewWorld(
      cluster(),
      { previews: { helm: HELM } },
      [],
      {
        'fairway.dev/preview-path': 'deploy/chart',
        'fairway.dev/helm-values': 'deploy/dev.yaml',
      },
    );
    await world.portal.previewPass();
  });

  afterAll(async () => {
    await world?.stop();
  });

  const get = async <T extends KubernetesObject>(
    kind: keyof typeof TYPES,
    name: string,
  ): Promise<T> =>
    world.client.get<T>({
      type: TYPES[kind],
      namespace: await world.name(1),
      name,
    });

  it('are like those of manifests', async () => {
    const { forge } = world;
    const commit = await world.ready(1, chart());
    const namespace = await world.name(1);
    const image = `registry.example.com/shop/storefront:${commit.slice(0, 12)}`;
    expect(await get('Deployment', 'storefront')).toMatchObject({
      spec: {
        replicas: 2,
        template: { spec: { containers: [{ image }] } },
      },
    });
    expect(await get('ConfigMap', 'settings')).toMatchObject({
      data: {
        release: `storefront in ${namespace}`,
        kubernetes: await world.client.version(),
      },
    });
    const job = await get<V1Job>('Job', 'migrate');
    expect(job.metadata?.annotations ?? {}).toEqual({});
    expect(job.spec?.template.spec?.containers).toMatchObject([{ image }]);
    const { problems } = await world.view(1);
    expect(problems).toEqual(
      expect.arrayContaining([
        expect.stringMatching(
          /templates\/migrate\.yaml: Job 'migrate' is a hook/,
        ),
        expect.stringMatching(/tests\/test\.yaml: Pod 'test' is left out/),
      ]),
    );

    const next = forge.push(1, chart({ 'deploy/dev.yaml': 'replicas: 3\n' }));
    await world.hint(1).expect(202);
    await eventually(async () => {
      expect(await world.deployed(1)).toBe(next);
    });
    expect(await get('Deployment', 'storefront')).toMatchObject({
      spec: { replicas: 3 },
    });
    const again = await get<V1Job>('Job', 'migrate');
    expect(again.metadata?.uid).not.toBe(job.metadata?.uid);
  });

  it.each<[number, string, Record<string, string>, RegExp]>([
    [
      2,
      'a template that breaks',
      { 'deploy/chart/templates/all.yaml': 'a:\n  {{ .Values.a.b }}' },
      /deploy\/chart\/templates\/all\.yaml:2:12/,
    ],
    [
      3,
      'what no preview may have',
      {
        'deploy/chart/templates/secret.yaml':
          'apiVersion: v1\nkind: Secret\nmetadata: { name: hush }\n',
      },
      /deploy\/chart\/templates\/secret\.yaml: Secret 'hush' is refused/,
    ],
  ])('says where it is: #%i, %s', async (number, _, more, words) => {
    await world.open(number, chart(more));
    await eventually(async () => {
      expect(world.forge.commentOn(number)).toMatch(words);
    });
  });

  it('says by which annotation a file is named that is not there', async () => {
    await world.open(
      4,
      chart().filter(({ path }) => path !== 'deploy/dev.yaml'),
    );
    await eventually(async () => {
      expect(world.forge.commentOn(4)).toMatch(
        /fairway\.dev\/helm-values names 'deploy\/dev\.yaml', and there is no such file/,
      );
    });
  });
});
