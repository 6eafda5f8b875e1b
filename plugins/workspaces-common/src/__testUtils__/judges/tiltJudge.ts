import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeString } from '../../write/starlark';
import type { Judge } from './types';

const PRELUDE = readFileSync(join(__dirname, 'tiltfile.star'), 'utf8');

/** Python as an interpreter of the subset: with the names of Starlark alone. */
const AS_PYTHON = `
import sys
def fail(message):
    raise Exception(message)
with open(sys.argv[1], encoding="utf-8") as file:
    program = compile(file.read(), "Tiltfile", "exec")
exec(program, {"__builtins__": {"type": type, "len": len, "fail": fail}})
`;

const PYTHON = ['python3', '-c', AS_PYTHON];

/** Why no Tiltfile can be judged, if none can. */
export const withoutPython =
  spawnSync('python3', ['--version']).status === 0
    ? undefined
    : 'skipped: there is no python3';

/**
 * Lets a Tiltfile run among functions that know their arguments. Whatever is no
 * call of them, or has others, ends the run.
 *
 * @param interpreter - takes the file of a program; default: Python
 */
export function tiltJudge(interpreter: readonly string[] = PYTHON): Judge {
  return ({ content, namespace }) => {
    const program = [
      PRELUDE,
      'def k8s_namespace():',
      `    return ${writeString(namespace)}`,
      content,
      `_finish(${writeString(namespace)})`,
      '',
    ].join('\n');
    const { status, stderr, error } = runProgram(interpreter, program);
    const said = (error?.message ?? stderr).trim().split('\n');
    return status === 0 ? [] : [said.at(-1) || `ended with ${status}`];
  };
}

function runProgram([command, ...args]: readonly string[], program: string) {
  const folder = mkdtempSync(join(tmpdir(), 'fairway-tiltfile-'));
  try {
    const file = join(folder, 'Tiltfile.star');
    writeFileSync(file, program);
    return spawnSync(command, [...args, file], { encoding: 'utf8' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
