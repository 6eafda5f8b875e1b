import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { parse, parseAllDocuments } from 'yaml';
import { resolveComponent } from '../component/resolveComponent';
import { tiltJudge, withoutPython } from '../__testUtils__/judges/tiltJudge';
import { HOSTILE } from '../__testUtils__/hostile';
import { SHAPES } from '../__testUtils__/shapes';
import { generateInnerLoop } from './generateInnerLoop';
import type { InnerLoopTool } from './tools';

const [web] = SHAPES;
const { facts } = resolveComponent(web.entity, web.gathered);
const idsOf = (tool: InnerLoopTool, more: object = {}, target: object = {}) =>
  generateInnerLoop(tool, { ...facts, ...more }, { ...web.target, ...target })
    .findings.filter(({ severity }) => severity === 'block')
    .map(({ id }) => id);

describe('a target that would not do', () => {
  it.each([
    ['context', '', /context "": must be/],
    ['context', 'a\nb', /context "a\\nb"/],
    ['namespace', 'Dev', /namespace "Dev": must be a DNS label/],
    ['namespace', "x'); local('y", /namespace/],
    ['sharedNamespace', '-a', /sharedNamespace/],
    ['trafficManagerNamespace', 'a/b', /trafficManagerNamespace/],
    ['routingKey', 'Alice', /routingKey "Alice"/],
    ['routingKey', 'a.*', /routingKey/],
    ['routingKey', '', /routingKey/],
    ['workspaceImage', 'no image', /workspaceImage/],
    ['revision', '--upload-pack=x', /revision/],
    ['revision', 'a..b', /revision/],
    ['env', { 'A-B': 'x' }, /env/],
    ['env', { A: 'a\nb' }, /env/],
  ])('is refused by its %s %j', (field, value, message) => {
    expect(() =>
      generateInnerLoop('tilt', facts, { ...web.target, [field]: value }),
    ).toThrow(message);
  });
});

describe('what a tool needs', () => {
  it.each<[InnerLoopTool, string[]]>([
    ['skaffold', ['image', 'dockerfile', 'manifests']],
    ['tilt', ['image', 'dockerfile', 'manifests', 'workload']],
    ['devspace', ['image', 'dockerfile', 'manifests', 'container']],
    ['garden', ['dockerfile', 'manifests', 'workload', 'container']],
    ['telepresence', ['workload', 'sharedNamespace']],
    ['mirrord', ['workload', 'sharedNamespace', 'container']],
    ['devfile', ['repository', 'devImage']],
  ])('of %s is named when it is missing', (tool, fields) => {
    const nothing = resolveComponent({
      ...web.entity,
      metadata: { name: 'orders' },
    }).facts;
    const { findings, files } = generateInnerLoop(tool, nothing, {
      context: 'dev',
      namespace: 'dev-alice',
      routingKey: 'alice',
    });
    expect(files).toEqual([]);
    expect(
      findings
        .filter(({ severity }) => severity === 'block')
        .map(({ id }) => id),
    ).toEqual(fields.map(field => `needs-${field}`));
  });
});

describe('what a tool cannot do', () => {
  it.each<[InnerLoopTool, object, string]>([
    [
      'telepresence',
      { workload: { kind: 'CronJob', name: 'a' } },
      'kind-without-attachment',
    ],
    ['garden', { workload: { kind: 'Job', name: 'a' } }, 'kind-without-target'],
    [
      'garden',
      { buildContext: 'a', dockerfile: 'b/Dockerfile' },
      'dockerfile-outside',
    ],
    ['skaffold', { dockerfile: 'a[b]/Dockerfile' }, 'path-is-no-name'],
    ['devspace', { sync: [{ from: 'a:b', to: '/c' }] }, 'path-is-no-name'],
    [
      'garden',
      { manifests: { packaging: 'plain', path: 'a*b', values: [] } },
      'path-is-no-name',
    ],
  ])('%s refuses %j', (tool, more, id) => {
    expect(idsOf(tool, more)).toEqual([id]);
  });

  it.each<[InnerLoopTool, string, boolean]>([
    ['skaffold', 'v2.14.0', false],
    ['skaffold', 'v2.15.0', true],
    ['skaffold', '2.24.9', true],
    ['skaffold', '2.25.0', false],
    ['tilt', '0.37.6', true],
    ['tilt', '0.38.0', false],
    ['devspace', '6.3.21', true],
    ['devspace', '5.18.5', false],
    ['garden', '0.13.40', false],
    ['telepresence', '2.30.0', false],
    ['telepresence', '2.31.0', true],
    ['mirrord', '3.250.0', true],
    ['mirrord', 'newest', false],
  ])('%s %s is within: %s', (tool, version, isWithin) => {
    expect(idsOf(tool, {}, { versions: { [tool]: version } })).toEqual(
      isWithin ? [] : ['tool-version'],
    );
  });
});

describe('what a tool would evaluate', () => {
  it.each<[InnerLoopTool, string]>([
    ['skaffold', '{{ .Env.TOKEN }}'],
    ['devspace', '${DEVSPACE_TOKEN}'],
    ['devspace', '$!{TOKEN}'],
    ['devspace', '$(curl example.com)'],
    ['devspace', '$!(curl example.com)'],
    ['devspace', '$#(curl example.com)'],
    ['devspace', '$$(curl example.com)'],
    ['garden', '${local.env.TOKEN}'],
    ['mirrord', '{{ get_env(name="TOKEN") }}'],
    ['mirrord', '{% raw %}'],
    ['devfile', '{{token}}'],
  ])('%s refuses %s wherever it stands', (tool, payload) => {
    const places = [
      idsOf(tool, {}, { context: payload, env: { A: payload } }),
      idsOf(tool, { devCommand: ['sh', '-c', payload] }),
    ];
    // Of a context or a command that is not written nothing can come.
    expect(places.flat()).toContain('evaluated');
  });
});

/** The command as each YAML file of a tool holds it; undefined if it holds none. */
function commandIn(tool: InnerLoopTool, content: string): unknown {
  const all = parseAllDocuments(content).map(one => one.toJS());
  const held: Partial<Record<InnerLoopTool, () => unknown>> = {
    devspace: () => all[0].dev.orders.command,
    garden: () => all[2].spec.sync.overrides[0].command,
    telepresence: () => all[0].attachments[0].command,
  };
  return held[tool]?.();
}

const nasty = fc.oneof(
  fc.string({ minLength: 1 }),
  fc.constantFrom(...HOSTILE),
);
const generate = (tool: InnerLoopTool, devCommand: string[]) =>
  generateInnerLoop(tool, { ...facts, devCommand }, web.target);

describe('a hostile string', () => {
  it.each(['devspace', 'garden', 'telepresence'] as const)(
    'is literal in a file for %s, or there is none',
    tool => {
      fc.assert(
        fc.property(
          fc.array(nasty, { minLength: 1, maxLength: 4 }),
          devCommand => {
            const { files, findings } = generate(tool, devCommand);
            const isRefused = findings.some(({ id }) => id === 'evaluated');
            const held = files
              .slice(0, 1)
              .map(({ content }) => commandIn(tool, content));
            expect(held).toEqual(isRefused ? [] : [devCommand]);
          },
        ),
        { numRuns: 150 },
      );
    },
  );

  it('is one word for the shell of a devfile', () => {
    const samples = fc
      .sample(
        fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 5 }),
        20,
      )
      .map(words => ({
        words,
        files: generate('devfile', ['printf', '%s\\n', ...words]).files,
      }))
      .filter(({ files }) => files.length > 0);
    expect(samples.length).toBeGreaterThan(10);
    for (const { words, files } of samples) {
      const { commands } = parse(files[0].content) as {
        commands: Array<{ id: string; exec: { commandLine: string } }>;
      };
      const { exec } = commands.find(({ id }) => id === 'run')!;
      const { stdout } = spawnSync('sh', ['-c', exec.commandLine], {
        encoding: 'utf8',
      });
      expect(stdout).toBe(words.map(word => `${word}\n`).join(''));
    }
  });
});

const describeWithPython = withoutPython ? describe.skip : describe;

describeWithPython('a hostile string in a Tiltfile', () => {
  it('ends no string of it', () => {
    const judge = tiltJudge();
    const samples = fc.sample(
      fc.array(nasty, { minLength: 20, maxLength: 40 }),
      10,
    );
    for (const devCommand of samples) {
      const [{ path, content }] = generate('tilt', devCommand).files;
      expect(judge({ path, content, namespace: 'dev-alice' })).toEqual([]);
    }
  });
});
