import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { findRoot } from '../../world/paths.ts';
import { pausedTemplate, TEMPLATE } from './pausedTemplate.ts';
import { SCENES } from './scenes.ts';

interface Step {
  id: string;
  action: string;
  if?: string;
  input: Record<string, unknown>;
}

const text = readFileSync(
  path.join(findRoot(), 'templates', 'worker.yaml'),
  'utf8',
);
const steps = (from: string) => parse(from).spec.steps as Step[];

describe('a golden path that stands still', () => {
  it('does so before each step, for the runs that are named', () => {
    const paused = steps(
      pausedTemplate(text, new Map([['apply', ['a', 'b']]])),
    );
    const at = paused.findIndex(({ id }) => id === 'pause-apply');
    expect(paused[at]).toMatchObject({
      action: 'debug:wait',
      if: '${{ parameters.name === "a" or parameters.name === "b" }}',
    });
    expect(paused[at + 1].id).toBe('apply');
    expect(paused).toHaveLength(steps(text).length + 1);
  });

  it('is the one of the repository otherwise, but for its name and its patience', () => {
    const paused = pausedTemplate(text, new Map());
    expect(parse(paused).metadata.name).toBe('paused-worker');
    const one = (from: Step[], id: string) =>
      from.find(step => step.id === id)!;
    const { patienceSeconds, timeoutSeconds, ...rest } = one(
      steps(paused),
      'wait',
    ).input;
    expect(rest).toEqual(one(steps(text), 'wait').input);
    expect(Number(patienceSeconds)).toBeLessThan(Number(timeoutSeconds));
    expect(one(steps(paused), 'record').input.template).toBe(TEMPLATE);
  });

  it('has the steps before which the scenes happen', () => {
    const ids = steps(text).map(({ id }) => id);
    SCENES.forEach(({ before, fails = before }) => {
      expect(ids).toContain(before);
      expect(ids).toContain(fails);
    });
    const names = SCENES.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(names.map(name => name.length)).size).toBe(1);
  });
});
