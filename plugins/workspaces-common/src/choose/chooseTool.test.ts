import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolveComponent } from '../component/resolveComponent';
import { SHAPES } from '../__testUtils__/shapes';
import { chooseTool, type ChoiceInput } from './chooseTool';

/** `UPDATE_GOLDENS=1` writes what is told now; read the difference. */
const UPDATE = process.env.UPDATE_GOLDENS === '1';

const [web] = SHAPES;
const { facts } = resolveComponent(web.entity, web.gathered);
const choose = (more: Partial<ChoiceInput> = {}) =>
  chooseTool({ facts, target: web.target, ...more });

it('tells of each component which tool suits, and why', () => {
  const text = SHAPES.map(({ name, entity, gathered, target, ...rest }) => {
    const choice = chooseTool({
      facts: resolveComponent(entity, gathered).facts,
      target,
      files: gathered.files,
      componentsInRepository: rest.componentsInRepository,
    });
    return [
      `${name}:`,
      ...choice.flatMap(({ title, fit, reasons }) => [
        `  ${title}: ${fit}`,
        ...reasons.map(reason => `    - ${reason}`),
      ]),
      '',
    ].join('\n');
  }).join('\n');
  const golden = join(__dirname, 'testdata', 'choices.txt');
  if (UPDATE || !existsSync(golden)) {
    writeFileSync(golden, text);
  }
  expect(text).toBe(readFileSync(golden, 'utf8'));
});

it.each<[string, Partial<ChoiceInput>, string]>([
  ['one service alone', {}, 'devspace'],
  ['what a team has already', { files: ['deploy/Tiltfile'] }, 'tilt'],
  ['a large repository', { componentsInRepository: 12 }, 'garden'],
  [
    'one service among many',
    { facts: { ...facts, dependencies: ['a', 'b', 'c', 'd'] } },
    'telepresence',
  ],
  [
    'what needs a new image each time',
    { facts: { ...facts, sync: [], hotReload: false } },
    'skaffold',
  ],
])('for %s it names the one that the reference names', (_, more, best) => {
  const [first, ...others] = choose(more);
  expect(first).toMatchObject({ tool: best, fit: 'best' });
  expect(others.map(({ fit }) => fit)).not.toContain('best');
});

it('says why a tool is impossible', () => {
  const none = resolveComponent({
    ...web.entity,
    metadata: { name: 'unknown' },
  }).facts;
  for (const choice of chooseTool({
    facts: none,
    target: { ...web.target, sharedNamespace: undefined },
  })) {
    expect(choice.fit).toBe('impossible');
    expect(choice.reasons[0]).toMatch(/ needs /);
  }
});
