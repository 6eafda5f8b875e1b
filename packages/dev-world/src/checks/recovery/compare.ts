import type { Left } from './GoldenRun.ts';

/** Says how its digest over all files is written down; it holds the name, too. */
const DIGEST = /digest: sha256:[0-9a-f]{64}/g;

/**
 * What a run that was killed again and again left otherwise than one that
 * nothing happened to. Their names are alike in length, and are all that may
 * differ.
 */
export function differences(
  killed: { name: string; left: Left },
  steady: { name: string; left: Left },
): string[] {
  const alike = (text: string) =>
    text.replaceAll(steady.name, killed.name).replace(DIGEST, 'digest');
  const expected = new Map(
    [...steady.left.files].map(([file, text]) => [alike(file), alike(text)]),
  );
  const { files, ...rest } = killed.left;
  const missing = [...expected.keys()].filter(file => !files.has(file));
  const wrong = [...files].filter(
    ([file, text]) => expected.get(file) !== alike(text),
  );
  const { files: _, ...plain } = steady.left;
  const numbers = Object.entries(plain).flatMap(([what, value]) => {
    const [wanted, is] = [
      alike(JSON.stringify(value)),
      JSON.stringify(rest[what as keyof typeof rest]),
    ];
    return wanted === is ? [] : [`${what}: ${is} instead of ${wanted}`];
  });
  return [
    ...missing.map(file => `file ${file} is missing`),
    ...wrong.map(([file]) => `file ${file} is another`),
    ...numbers,
  ];
}

/** What must be there once, however often it was tried. */
export function doubled({ left }: { left: Left }): string[] {
  const once: (keyof Left)[] = [
    'branches',
    'commits',
    'repositories',
    'locations',
    'replicaSets',
  ];
  return once
    .filter(what => left[what] !== 1)
    .map(what => `${what}: ${String(left[what])} instead of 1`);
}
