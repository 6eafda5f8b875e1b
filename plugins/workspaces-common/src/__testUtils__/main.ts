/**
 * Generates the files of every shape for every tool and has them judged, with twins
 * that were broken; prints what came of it as JSON. Arguments: an interpreter of
 * Starlark, if there is one beside Python.
 */
import { resolveComponent } from '../component/resolveComponent';
import { generateInnerLoop } from '../generate/generateInnerLoop';
import { INNER_LOOP_TOOLS, type InnerLoopTool } from '../generate/tools';
import { tryHostile } from './hostile';
import { schemaJudges } from './judges/schemaJudges';
import { tiltJudge, withoutPython } from './judges/tiltJudge';
import type { Judge } from './judges/types';
import { withoutSchemas } from './schemas';
import { SHAPES, type Shape } from './shapes';
import { TWINS } from './twins';

const starlark = process.argv.slice(2);

interface NamedJudge {
  name: string;
  judge: Judge;
}

function judgesOf(): Record<InnerLoopTool, NamedJudge[]> {
  const schemas = schemaJudges();
  const named = (name: string, judge: Judge) => [{ name, judge }];
  return {
    skaffold: named('its schemas v4beta13 and v4beta14', schemas.skaffold),
    tilt: [
      ...(withoutPython ? [] : named('Python', tiltJudge())),
      ...(starlark.length > 0 ? named('Starlark', tiltJudge(starlark)) : []),
    ],
    devspace: named('its schema with closed keys', schemas.devspace),
    garden: named('its schemas', schemas.garden),
    telepresence: named('its schema', schemas.telepresence),
    mirrord: named('its schema', schemas.mirrord),
    devfile: named('its schema', schemas.devfile),
  };
}

function filesOf(shape: Shape, tool: InnerLoopTool) {
  const { facts } = resolveComponent(shape.entity, shape.gathered);
  const { files } = generateInnerLoop(tool, facts, shape.target);
  const { namespace } = shape.target;
  return files.map(file => ({ ...file, namespace }));
}

function main(): object {
  if (withoutSchemas) {
    return { skipped: withoutSchemas };
  }
  const judges = judgesOf();
  const judged = INNER_LOOP_TOOLS.flatMap(tool =>
    judges[tool].map(({ name, judge }) => ({
      tool,
      judge: name,
      shapes: SHAPES.map(shape => {
        const files = filesOf(shape, tool);
        return {
          shape: shape.name,
          files,
          problems: files.flatMap(judge),
          twins: TWINS[tool].map(({ what, break: breakIt }) => {
            const [file] = files;
            const content = breakIt(file.content);
            const isBroken = content !== file.content;
            const isRefused = judge({ ...file, content }).length > 0;
            return { what, isRefused: isBroken && isRefused };
          }),
        };
      }),
    })),
  );
  const hostile = tryHostile(
    Object.fromEntries(
      INNER_LOOP_TOOLS.map(tool => [tool, judges[tool].at(-1)?.judge]),
    ),
  );
  return { judged, hostile, withoutPython };
}

process.stdout.write(JSON.stringify(main()));
