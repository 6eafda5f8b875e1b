import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { parse, parseAllDocuments } from 'yaml';
import { resolveComponent } from '../component/resolveComponent';
import { tiltJudge, withoutPython } from '../__testUtils__/judges/tiltJudge';
import { SHAPES } from '../__testUtils__/shapes';
import { generateInnerLoop } from './generateInnerLoop';
import { INNER_LOOP_TOOLS, type InnerLoopTool } from './tools';

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

describe('a hostile string', () => {
  const nasty = fc.oneof(
    fc.string({ minLength: 1 }),
    fc.constantFrom(
      "'); local('touch /tmp/x') #",
      "\\'",
      '"""',
      "'''",
      '# <<< fairway tilt',
      '---',
      '...',
      '{{ x }}',
      '${x}',
      '$(x)',
      '$!(x)',
      '*a',
      '&a',
      '!!python/object',
      '8080:22',
      'on',
      ': ',
      '- ',
    ),
  );

  it('is literal, or there is no file', () => {
    fc.assert(
      fc.property(
        fc.array(nasty, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(...INNER_LOOP_TOOLS),
        (devCommand, tool) => {
          const { files, findings } = generateInnerLoop(
            tool,
            { ...facts, devCommand },
            web.target,
          );
          if (files.length === 0) {
            expect(findings.map(({ id }) => id)).toContain('evaluated');
            return;
          }
          const [{ path, content }] = files;
          if (/\.yaml$|\.yml$/.test(path)) {
            const all = parseAllDocuments(content).map(one => one.toJS());
            expect(content).not.toMatch(/[\u0000-\u0008]/);
            const held = {
              devspace: all[0].dev?.orders.command,
              garden: all[2]?.spec.sync.overrides[0].command,
              telepresence: all[0].attachments?.[0].command,
            }[tool as string];
            expect(held ?? devCommand).toEqual(devCommand);
            if (all.length === 1) {
              expect(load(content)).toEqual(parse(content));
            }
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  (withoutPython ? it.skip : it)(
    `ends no string of a Tiltfile ${withoutPython ?? ''}`,
    () => {
      const judge = tiltJudge();
      for (const devCommand of fc.sample(
        fc.array(nasty, { minLength: 20, maxLength: 40 }),
        10,
      )) {
        const [{ path, content }] = generateInnerLoop(
          'tilt',
          { ...facts, devCommand },
          {
            ...web.target,
            context: devCommand.find(one => /^[ -~]+$/.test(one)) ?? 'dev',
          },
        ).files;
        expect(judge({ path, content, namespace: 'dev-alice' })).toEqual([]);
      }
    },
  );

  it('is one word for the shell of a devfile', () => {
    for (const words of fc.sample(
      fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 5 }),
      20,
    )) {
      const { files } = generateInnerLoop(
        'devfile',
        { ...facts, devCommand: ['printf', '%s\\n', ...words] },
        web.target,
      );
      const [line] = files.map(({ content }) =>
        parse(content).commands.find((one: { id: string }) => one.id === 'run'),
      );
      if (line) {
        const { stdout } = spawnSync('sh', ['-c', line.exec.commandLine], {
          encoding: 'utf8',
        });
        expect(stdout).toBe(words.map(word => `${word}\n`).join(''));
      }
    }
  });
});
