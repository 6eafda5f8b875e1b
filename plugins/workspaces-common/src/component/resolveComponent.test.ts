import { INNER_LOOP_ANNOTATIONS } from './annotations';
import { resolveComponent } from './resolveComponent';
import { SHAPES } from '../__testUtils__/shapes';

const bare = (annotations: Record<string, string> = {}) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'orders', annotations },
  spec: {},
});
const [web] = SHAPES;

describe('a component of which nothing is known', () => {
  const { facts, findings } = resolveComponent(bare());

  it('gets no facts that nobody said', () => {
    expect(facts).toEqual({
      ref: 'component:default/orders',
      name: 'orders',
      folder: '',
      buildContext: '',
      containers: [],
      namespaces: [],
      dependencies: [],
      hotReload: false,
      sync: [],
      syncExcludes: [],
      sourceEndings: [],
      rebuildOn: [],
      origins: {},
    });
  });

  it('is told what to add for each', () => {
    expect(
      findings.map(({ id, evidence }) => [
        id,
        evidence.find(({ label }) => label === 'add')?.value,
      ]),
    ).toEqual([
      [
        'missing-repository',
        'backstage.io/source-location: url:https://git.example.com/acme/orders/tree/main/',
      ],
      ['missing-dockerfile', 'fairway.dev/dockerfile: Dockerfile'],
      ['missing-language', 'fairway.dev/language: node'],
      ['missing-manifests', 'fairway.dev/manifests: deploy'],
      ['missing-workload', 'fairway.dev/workload: Deployment/orders'],
      ['missing-container', 'fairway.dev/container: app'],
      ['missing-port', 'fairway.dev/port: "8080", or none'],
      ['missing-image', 'fairway.dev/image: registry.example.com/acme/orders'],
      ['missing-devCommand', 'fairway.dev/dev-command: npm run dev'],
      ['missing-sync', 'fairway.dev/sync: src:/app/src'],
    ]);
  });
});

describe('who says a fact', () => {
  const { facts } = resolveComponent(web.entity, web.gathered);

  it('is remembered', () => {
    expect(facts.origins).toEqual({
      dockerfile: 'files',
      dockerTarget: 'dockerfile',
      language: 'files',
      manifests: 'annotation',
      packaging: 'files',
      workload: 'workload',
      container: 'workload',
      port: 'workload',
      service: 'workload',
      image: 'workload',
      devCommand: 'assumed',
      installCommand: 'assumed',
      hotReload: 'assumed',
      sync: 'dockerfile',
    });
  });

  it('is the annotation before the cluster', () => {
    const annotated = resolveComponent(
      bare({
        'fairway.dev/port': '9000',
        'fairway.dev/container': 'app',
        'fairway.dev/image': 'registry.example.com/other:1',
      }),
      web.gathered,
    ).facts;
    expect(annotated).toMatchObject({
      port: 9000,
      image: 'registry.example.com/other',
      workload: { kind: 'Deployment', name: 'orders' },
    });
  });
});

describe('an annotation that is wrong', () => {
  it.each<[keyof typeof INNER_LOOP_ANNOTATIONS, string]>([
    ['workload', 'Widget/orders'],
    ['workload', 'Deployment/Or ders'],
    ['container', 'App'],
    ['port', '0'],
    ['port', '70000'],
    ['port', '8080; rm -rf /'],
    ['service', 'a.b'],
    ['image', 'Registry/UPPER'],
    ['image', 'a b'],
    ['image', 'registry.example.com/orders; x'],
    ['language', 'cobol'],
    ['dockerfile', '../../etc/passwd'],
    ['dockerfile', '/etc/passwd'],
    ['dockerfile', 'C:\\Dockerfile'],
    ['dockerfile', 'a\nb'],
    ['buildContext', 'https://example.com/context.git'],
    ['manifests', '~/k8s'],
    ['packaging', 'jsonnet'],
    ['dockerTarget', '--platform=x'],
    ['devCommand', ''],
    ['devCommand', '[]'],
    ['devCommand', '[1]'],
    ['devCommand', '["a"'],
    ['devCommand', 'a\u0000b'],
    ['hotReload', 'maybe'],
    ['devImage', 'no image'],
    ['sync', 'src'],
    ['sync', 'src:app'],
    ['sync', '../src:/app'],
    ['sync', 'src:/'],
    ['sync', 'src:/app/../../etc'],
    ['helmValues', '../values.yaml'],
  ])('%s: %j is left out, and named', (field, value) => {
    const key = INNER_LOOP_ANNOTATIONS[field];
    const { facts, findings } = resolveComponent(
      bare({ [key]: value, 'fairway.dev/preview-path': 'k8s' }),
    );
    const found = findings.find(({ id }) => id === 'invalid-annotation');
    expect(found?.message).toContain(`${key} is ${JSON.stringify(value)}: `);
    const { path } = facts.manifests ?? {};
    // Where previews take their manifests from is then still said.
    expect(field === 'manifests' ? path : facts.origins[field]).toBe(
      field === 'manifests' ? 'k8s' : undefined,
    );
  });
});

describe('what is not clear', () => {
  const several = {
    kind: 'Deployment',
    metadata: { name: 'orders', namespace: 'staging' },
    spec: {
      template: {
        spec: {
          containers: [
            {
              name: 'one',
              ports: [{ containerPort: 1 }, { containerPort: 2 }],
            },
            { name: 'two' },
          ],
        },
      },
    },
  };

  it('is asked for, with what there is', () => {
    const { facts, findings } = resolveComponent(bare(), { workload: several });
    expect(facts.container).toBeUndefined();
    expect(facts.containers).toEqual(['one', 'two']);
    expect(findings.map(({ message }) => message)).toContain(
      'Its pods have the containers one, two, and nothing says which runs its code',
    );
  });

  it('is asked for when a container has several ports', () => {
    const { facts, findings } = resolveComponent(
      bare({ 'fairway.dev/container': 'one' }),
      { workload: several },
    );
    expect(facts.port).toBeUndefined();
    expect(findings.map(({ message }) => message)).toContain(
      'Its container listens on 1, 2, and nothing says which is the one to open',
    );
  });

  it('is said when a named container is not there', () => {
    const { findings } = resolveComponent(
      bare({ 'fairway.dev/container': 'three' }),
      { workload: several },
    );
    expect(findings.map(({ message }) => message)).toContain(
      'Its pods have no container three, but one, two',
    );
  });
});

it('reads dependencies in each form, once', () => {
  const entity = {
    ...bare(),
    spec: {
      owner: 'shop',
      dependsOn: ['payments', 'resource:db', 'component:default/payments', 7],
      consumesApis: ['ledger', 'api:other/ledger'],
    },
  };
  expect(resolveComponent(entity).facts).toMatchObject({
    owner: 'group:default/shop',
    dependencies: [
      'component:default/payments',
      'resource:default/db',
      'api:default/ledger',
      'api:other/ledger',
    ],
  });
});

it.each([
  ['npm run dev', ['npm', 'run', 'dev']],
  [`node -e 'a b'`, ['node', '-e', 'a b']],
  ['["a b", "c"]', ['a b', 'c']],
  ['a && b', ['sh', '-c', 'a && b']],
  ['a $HOME', ['sh', '-c', 'a $HOME']],
  ['a > b', ['sh', '-c', 'a > b']],
  ['a *.js', ['sh', '-c', 'a *.js']],
])('reads the command %j', (written, command) => {
  const { facts } = resolveComponent(
    bare({ 'fairway.dev/dev-command': written }),
  );
  expect(facts.devCommand).toEqual(command);
});
