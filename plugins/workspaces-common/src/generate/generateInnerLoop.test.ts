import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { resolveComponent } from '../component/resolveComponent';
import { schemaJudges } from '../__testUtils__/judges/schemaJudges';
import { tiltJudge, withoutPython } from '../__testUtils__/judges/tiltJudge';
import type { Judge } from '../__testUtils__/judges/types';
import { SHAPES } from '../__testUtils__/shapes';
import { withoutSchemas } from '../__testUtils__/schemas';
import { TWINS } from '../__testUtils__/twins';
import { generateInnerLoop } from './generateInnerLoop';
import { INNER_LOOP_TOOLS, type InnerLoopTool } from './tools';

/** `UPDATE_GOLDENS=1` writes what is generated now; read the difference. */
const UPDATE = process.env.UPDATE_GOLDENS === '1';

const filesOf = (shape: (typeof SHAPES)[number], tool: InnerLoopTool) => {
  const { facts } = resolveComponent(shape.entity, shape.gathered);
  return generateInnerLoop(tool, facts, shape.target);
};

describe.each(SHAPES.map(shape => [shape.name, shape] as const))(
  'files for %s',
  (name, shape) => {
    it('are these', () => {
      const { facts, findings } = resolveComponent(
        shape.entity,
        shape.gathered,
      );
      const told = INNER_LOOP_TOOLS.flatMap(tool => {
        const loop = generateInnerLoop(tool, facts, shape.target);
        return [
          `##### ${tool}`,
          ...loop.findings.map(one => `! ${one.severity}: ${one.message}`),
          ...loop.files.flatMap(file => [`##### ${file.path}`, file.content]),
        ];
      });
      const text = [
        ...findings.map(one => `! ${one.severity}: ${one.message}`),
        ...told,
      ].join('\n');
      const golden = join(__dirname, 'testdata', `${name}.txt`);
      if (UPDATE || !existsSync(golden)) {
        mkdirSync(dirname(golden), { recursive: true });
        writeFileSync(golden, text);
      }
      expect(text).toBe(readFileSync(golden, 'utf8'));
    });
  },
);

const judgeOf = (tool: InnerLoopTool): Judge =>
  tool === 'tilt' ? tiltJudge() : schemaJudges()[tool];

for (const tool of INNER_LOOP_TOOLS) {
  const why = tool === 'tilt' ? withoutPython : withoutSchemas;
  const describeJudged = why ? describe.skip : describe;

  describeJudged(why ? `${tool} ${why}` : tool, () => {
    let judge: Judge;
    beforeAll(() => {
      judge = judgeOf(tool);
    });

    it.each(SHAPES.map(shape => [shape.name, shape] as const))(
      'has nothing against %s',
      (_, shape) => {
        const { files } = filesOf(shape, tool);
        const { namespace } = shape.target;
        expect(files.length).toBeGreaterThan(0);
        expect(files.flatMap(file => judge({ ...file, namespace }))).toEqual(
          [],
        );
      },
    );

    it.each(TWINS[tool].map(twin => [twin.what, twin] as const))(
      'refuses %s',
      (_, twin) => {
        for (const shape of SHAPES) {
          const [file] = filesOf(shape, tool).files;
          const content = twin.break(file.content);
          expect(content).not.toBe(file.content);
          const { namespace } = shape.target;
          expect(judge({ ...file, content, namespace })).not.toEqual([]);
        }
      },
    );
  });
}
