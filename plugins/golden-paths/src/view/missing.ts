import type { UpgradeParameter } from '@fairway-idp/backstage-plugin-fairway-common';

/** What is filled in, by the parameter's name; of one of several its place among them. */
export type Answers = Readonly<Record<string, string>>;

/** What is wrong with an answer. */
export type AnswerTrouble = 'badNumber' | 'badJson';

/** What an answer means; undefined while there is none. */
export function valueOf(
  { type, options }: UpgradeParameter,
  answer: string,
): { value?: unknown; trouble?: AnswerTrouble } {
  if (answer === '') {
    return {};
  }
  if (options) {
    return { value: options[Number(answer)] };
  }
  switch (type) {
    case 'string':
      return { value: answer };
    case 'boolean':
      return { value: answer === 'true' };
    case 'json':
      return readJson(answer);
    default:
      return readNumber(answer, type === 'integer');
  }
}

/** All answers as parameters, and whether each is there and understood. */
export function parametersOf(
  missing: readonly UpgradeParameter[],
  answers: Answers,
): { parameters: Record<string, unknown>; isComplete: boolean } {
  const said = missing.map(one => ({
    name: one.name,
    value: valueOf(one, answers[one.name] ?? '').value,
  }));
  return {
    parameters: Object.fromEntries(
      said
        .filter(({ value }) => value !== undefined)
        .map(({ name, value }) => [name, value]),
    ),
    isComplete: said.every(({ value }) => value !== undefined),
  };
}

function readNumber(answer: string, isWhole: boolean) {
  const value = Number(answer);
  const isGood = isWhole ? Number.isInteger(value) : Number.isFinite(value);
  return isGood && answer.trim() !== ''
    ? { value }
    : { trouble: 'badNumber' as const };
}

function readJson(answer: string) {
  try {
    return { value: JSON.parse(answer) as unknown };
  } catch {
    return { trouble: 'badJson' as const };
  }
}
