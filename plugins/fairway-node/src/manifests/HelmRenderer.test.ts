import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ForgeFile } from '../previews/forge';
import { isRequired } from '../testing/required';
import { FILE_ANNOTATION } from './fields';
import { HelmRenderer, type HelmRenderOptions } from './HelmRenderer';

const files = (contents: Record<string, string>): ForgeFile[] =>
  Object.entries(contents).map(([path, content]) => ({ path, content }));

/** A chart in `deploy/chart`, and what else is said. */
const chart = (contents: Record<string, string>, root = 'deploy/chart') =>
  files({
    [`${root}/Chart.yaml`]: 'apiVersion: v2\nname: web\nversion: 0.1.0\n',
    ...Object.fromEntries(
      Object.entries(contents).map(([path, content]) => [
        path.startsWith('/') ? path.slice(1) : `${root}/${path}`,
        content,
      ]),
    ),
  });

const configMap = (name: string, data = 'a: b') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n  ${data}\n`;
const OPTIONS: HelmRenderOptions = { path: 'deploy/chart' };

describe('HelmRenderer', () => {
  const nothing = HelmRenderer.create({ program: 'no-such-helm' });

  it('takes folders with a chart', () => {
    const found = chart({ 'templates/a.yaml': '' });
    expect(nothing.takes(found, 'deploy/chart')).toBe(true);
    expect(nothing.takes(found, './deploy/chart/')).toBe(true);
    expect(nothing.takes(found, 'deploy')).toBe(false);
  });

  it.each<[string, string, Partial<HelmRenderOptions>, RegExp]>([
    [
      'a values file that is not there',
      '',
      { valuesFiles: ['deploy/nope.yaml'] },
      /valuesFiles names 'deploy\/nope\.yaml', and there is no such file/,
    ],
    [
      'a values file outside',
      '',
      { valuesFiles: ['../../etc/passwd'] },
      /valuesFiles names '\.\.\/\.\.\/etc\/passwd'/,
    ],
    [
      'a values file from elsewhere',
      '',
      { valuesFiles: ['https://example.com/values.yaml'] },
      /valuesFiles is "https:\/\/example\.com\/values\.yaml"/,
    ],
    [
      'a values file that Helm would take for two',
      '',
      { valuesFiles: ['deploy/chart/a,/etc/passwd'] },
      /valuesFiles is "deploy\/chart\/a,\/etc\/passwd"/,
    ],
    [
      'a release that is an option',
      '',
      { releaseName: '--post-renderer=/bin/sh' },
      /releaseName is "--post-renderer=\/bin\/sh"/,
    ],
    ['a long release', '', { releaseName: 'a'.repeat(54) }, /releaseName is/],
    [
      'a namespace that is none',
      '',
      { namespace: 'A b' },
      /namespace is "A b"/,
    ],
    [
      'a version that is none',
      '',
      { kubernetesVersion: 'new' },
      /kubernetesVersion is "new"/,
    ],
    [
      'a Chart.yaml that is no YAML',
      'name: web\nversion: [',
      {},
      /deploy\/chart\/Chart\.yaml: line 2: /,
    ],
    [
      'a chart without a name',
      'apiVersion: v2',
      {},
      /deploy\/chart\/Chart\.yaml: name is missing/,
    ],
  ])('refuses %s before anything is run', async (_, text, options, words) => {
    const found = chart({
      'a,/etc/passwd': 'a: 1\n',
      ...(text && { 'Chart.yaml': text }),
    });
    await expect(
      nothing.render(found, { ...OPTIONS, ...options }),
    ).rejects.toThrow(words);
  });

  it('says what to do where the program is not there', async () => {
    await expect(nothing.render(chart({}), OPTIONS)).rejects.toThrow(
      "need Helm, but the portal does not find the program 'no-such-helm': install it where the portal runs, or set environments.previews.helm",
    );
  });
});

const VARIABLE = 'FAIRWAY_TEST_HELM';
const program = process.env[VARIABLE];
if (!program && isRequired('helm')) {
  throw new Error(`FAIRWAY_REQUIRE asks for helm, but ${VARIABLE} is not set`);
}
const describeBuilt = program ? describe : describe.skip;
const why = program
  ? ''
  : ` (skipped: no helm, as ${VARIABLE} is not set; \`npm test\` builds it)`;

describeBuilt(`HelmRenderer and its program${why}`, () => {
  const renderer = HelmRenderer.create({ program: program ?? '' });
  const render = (
    found: ForgeFile[],
    options: Partial<HelmRenderOptions> = {},
  ) => renderer.render(found, { ...OPTIONS, ...options });
  const data = async (template: string, more: Record<string, string> = {}) => {
    const [object] = await render(
      chart({ 'templates/a.yaml': configMap('a', template), ...more }),
    );
    return (object as { data?: Record<string, string> }).data;
  };
  const leftOver = () =>
    readdirSync(tmpdir()).filter(name => name.startsWith('fairway-render-'));

  it('renders templates with values, later ones over earlier ones', async () => {
    const found = chart({
      'values.yaml': 'one: 1\ntwo: 1\nthree: 1\nfour: 1\n',
      '/deploy/values-dev.yaml': 'two: 2\nthree: 2\nfour: 2\n',
      'values-eu.yaml': 'three: 3\nfour: 3\n',
      'templates/a.yaml': configMap(
        '{{ .Release.Name }}',
        'a: "{{ .Values.one }}{{ .Values.two }}{{ .Values.three }}{{ .Values.four }} {{ .Release.Namespace }} {{ .Capabilities.KubeVersion.Minor }}"',
      ),
    });
    const before = leftOver();
    const objects = await render(found, {
      releaseName: 'cart',
      namespace: 'pv-cart-1',
      kubernetesVersion: 'v1.36.2',
      valuesFiles: ['deploy/values-dev.yaml', './deploy/chart/values-eu.yaml'],
      values: { four: 4 },
    });
    expect(objects).toEqual([
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: {
          name: 'cart',
          annotations: { [FILE_ANNOTATION]: 'deploy/chart/templates/a.yaml' },
        },
        data: { a: '1234 pv-cart-1 36' },
      },
    ]);
    expect(leftOver()).toEqual(before);
  });

  it('renders hooks and charts within, but neither notes nor definitions', async () => {
    const hook = (moments: string) =>
      `apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: job\n  annotations:\n    helm.sh/hook: ${moments}\n`;
    const objects = await render(
      chart({
        'templates/NOTES.txt': 'Thank you for {{ .Chart.Name }}',
        'templates/many.yaml': `${configMap('one')}---\n${configMap('two')}`,
        'templates/job.yaml': hook('pre-install'),
        'templates/tests/pod.yaml': hook('test'),
        'crds/kind.yaml':
          'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: x}\n',
        'charts/db/Chart.yaml': 'apiVersion: v2\nname: db\nversion: 1.0.0\n',
        'charts/db/templates/a.yaml': configMap('within'),
        'Chart.yaml':
          'apiVersion: v2\nname: web\nversion: 0.1.0\ndependencies:\n  - { name: db, version: 1.x.x, repository: https://charts.example.com }\n',
      }),
    );
    const places = objects.map(
      ({ metadata }) =>
        `${metadata?.name} ${metadata?.annotations?.[FILE_ANNOTATION]}`,
    );
    expect(places.sort()).toEqual([
      'job deploy/chart/templates/job.yaml',
      'job deploy/chart/templates/tests/pod.yaml',
      'one deploy/chart/templates/many.yaml',
      'two deploy/chart/templates/many.yaml',
      'within deploy/chart/charts/db/templates/a.yaml',
    ]);
  });

  it('renders a chart in the root of the repository', async () => {
    const found = chart({ 'templates/a.yaml': configMap('a') }, '.');
    const [{ metadata }] = await render(found, { path: '' });
    expect(metadata?.annotations).toEqual({
      [FILE_ANNOTATION]: 'templates/a.yaml',
    });
  });

  it.each<[string, Record<string, string>, RegExp]>([
    [
      'a value that is missing',
      { 'templates/a.yaml': 'kind: X\na: {{ .Values.a.b.c }}' },
      /^Helm cannot build deploy\/chart: template: deploy\/chart\/templates\/a\.yaml:2:13: executing "deploy\/chart\/templates\/a\.yaml" at <\.Values\.a\.b\.c>: nil pointer/,
    ],
    [
      'what the chart asks for',
      { 'templates/a.yaml': 'a:\n  {{ required "say who" .Values.who }}' },
      /deploy\/chart\/templates\/a\.yaml:2:5\): say who$/,
    ],
    [
      'a template that does not parse',
      { 'templates/a.yaml': 'a: {{ if }}' },
      /parse error at \(deploy\/chart\/templates\/a\.yaml:1\): missing value for if$/,
    ],
    [
      'the environment, which there is not',
      { 'templates/a.yaml': 'a: {{ env "PATH" }}' },
      /deploy\/chart\/templates\/a\.yaml:1\): function "env" not defined$/,
    ],
    [
      'what is rendered and is no YAML',
      { 'templates/a.yaml': 'kind: A\n  b: [' },
      /YAML parse error on deploy\/chart\/templates\/a\.yaml: .*line 2: mapping values are not allowed in this context$/,
    ],
    [
      'what only Helm takes for an object',
      { 'templates/a.yaml': `${configMap('a')}kind: ConfigMap\n` },
      /^deploy\/chart\/templates\/a\.yaml \(rendered\): line 7: 'kind' is there twice$/,
    ],
    [
      'values that are no YAML',
      { 'values.yaml': 'a:\n- [b\nc: d' },
      /cannot load deploy\/chart\/values\.yaml: .*line 2/,
    ],
    [
      'values for an environment that are no YAML',
      { '/deploy/values-dev.yaml': 'a:\n- [b\nc: d' },
      /failed to parse deploy\/values-dev\.yaml: .*line 2/,
    ],
    [
      'values that the schema does not know',
      {
        'values.yaml': 'replicas: many\n',
        'values.schema.json':
          '{"properties": {"replicas": {"$ref": "#/$defs/n"}}, "$defs": {"n": {"type": "integer"}}}',
      },
      /at '\/replicas': got string, want integer$/,
    ],
    [
      'a dependency that is not there',
      {
        'Chart.yaml':
          'apiVersion: v2\nname: web\nversion: 0.1.0\ndependencies:\n  - name: postgresql\n    version: 1.x.x\n    repository: https://charts.example.com\n',
      },
      /deploy\/chart\/Chart\.yaml: line 5: it depends on postgresql, which is not in deploy\/chart\/charts; nothing is fetched, so keep it there, unpacked$/,
    ],
  ])('names file and line of %s', async (_, contents, words) => {
    const values = '/deploy/values-dev.yaml';
    const before = leftOver();
    const answer = render(
      chart({ 'templates/a.yaml': '', [values]: '', ...contents }),
      { valuesFiles: [values.slice(1)] },
    );
    await expect(answer).rejects.toThrow(words);
    await expect(answer).rejects.not.toThrow(tmpdir());
    expect(leftOver()).toEqual(before);
  });

  describe('with a hostile chart', () => {
    const memory = /it took more than 512 MiB of memory$/;

    it.each<[string, string, RegExp]>([
      ['a long text', 'a: {{ repeat 900000000 "x" }}', memory],
      ['a long list', 'a: {{ range until 2000000000 }}{{ end }}', memory],
      [
        'a template that expands itself',
        'a: {{ tpl .Values.bomb . }}',
        /more than 512 MiB|took longer than|stack/,
      ],
      [
        'a template that includes itself',
        '{{ define "a" }}{{ include "a" . }}{{ end }}a: {{ include "a" . }}',
        /deploy\/chart\/templates\/a\.yaml:\d+:\d+/,
      ],
      [
        'a long result',
        '{{ range until 30000 }}\n  a{{ . }}: {{ repeat 60 "x" }}{{ end }}',
        /the result is longer than 1000000 bytes$/,
      ],
      [
        'a loop without an end',
        '{{ range until 40000 }}{{ range until 40000 }}{{ end }}{{ end }}',
        /it took longer than 15 seconds$/,
      ],
    ])(
      'bounds %s',
      async (_, template, words) => {
        const before = leftOver();
        await expect(
          data(template, { 'values.yaml': 'bomb: "{{ tpl .Values.bomb . }}"' }),
        ).rejects.toThrow(words);
        expect(leftOver()).toEqual(before);
      },
      30_000,
    );

    it('asks no cluster and no name server', async () => {
      expect(
        await data(
          'a: {{ lookup "v1" "Secret" "kube-system" "" | toJson | quote }}\n  b: {{ getHostByName "localhost" | quote }}',
        ),
      ).toEqual({ a: '{}', b: '' });
    });

    it('reads no file outside of the chart', async () => {
      const outside = join(tmpdir(), 'fairway-outside.json');
      writeFileSync(outside, '"outside"');
      expect(
        await data(
          `a: {{ .Files.Get "${outside}" | quote }}\n  b: {{ .Files.Get "../values-dev.yaml" | quote }}\n  c: {{ .Files.Get "../../../../..${outside}" | quote }}`,
          { '/deploy/values-dev.yaml': 'x: y' },
        ),
      ).toEqual({ a: '', b: '', c: '' });
    });

    it('writes no file outside of its folder', async () => {
      const found = chart({ '/../outside.yaml': 'a: b' });
      await expect(render(found)).rejects.toThrow(
        "'../outside.yaml' is not within the repository",
      );
    });

    it.each<[string, (url: string) => object]>([
      ['file', () => ({ $ref: 'file:///etc/passwd' })],
      ['URL', url => ({ properties: { a: { $ref: `${url}/schema.json` } } })],
      ['neighbour', url => ({ $id: url, allOf: [{ $ref: 'schema.json' }] })],
      ['dialect', url => ({ $schema: `${url}/dialect.json` })],
      ['dynamic URL', url => ({ not: { $dynamicRef: `${url}/#a` } })],
    ])('follows no schema to a %s', async (_, schema) => {
      const asked: string[] = [];
      const server = createServer((request, response) => {
        asked.push(request.url ?? '');
        response.end('{}');
      });
      await new Promise<void>(resolve => {
        server.listen(0, '127.0.0.1', resolve);
      });
      const { port } = server.address() as AddressInfo;
      try {
        expect(
          await data('a: "1"', {
            'values.schema.json': JSON.stringify(
              schema(`http://127.0.0.1:${port}`),
            ),
          }),
        ).toEqual({ a: '1' });
        expect(asked).toEqual([]);
      } finally {
        await new Promise(resolve => {
          server.close(resolve);
        });
      }
    });

    it("gives it nothing of the portal's environment", async () => {
      process.env.HELM_DEBUG = 'true';
      process.env.HELM_NAMESPACE = 'kube-system';
      try {
        expect(await data('a: {{ .Release.Namespace }}')).toEqual({
          a: 'default',
        });
      } finally {
        delete process.env.HELM_DEBUG;
        delete process.env.HELM_NAMESPACE;
      }
    });

    it('stops when it is told to', async () => {
      const controller = new AbortController();
      const answer = render(
        chart({
          'templates/a.yaml':
            '{{ range until 40000 }}{{ range until 40000 }}{{ end }}{{ end }}',
        }),
        { signal: controller.signal },
      );
      const began = Date.now();
      setTimeout(() => controller.abort(new Error('enough')), 200);
      await expect(answer).rejects.toThrow('enough');
      expect(Date.now() - began).toBeLessThan(10_000);
    });
  });
});
