import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Check } from '../checks/types.ts';
import { devWorldFolder, findRoot } from '../world/paths.ts';

/** Files beside the checks that are none themselves. */
const HELPERS = ['types.ts', 'leftovers.ts'];
const isCheck = (file: string) =>
  /^[a-z0-9-]+\.ts$/.test(file) && !HELPERS.includes(file);
const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

/** `npm run check` lists the evidence commands; `npm run check -- NAME` runs one. */
async function main(): Promise<boolean> {
  const root = findRoot();
  const [name] = process.argv.slice(2);
  const folder = path.join(devWorldFolder(root), 'src', 'checks');
  const load = async (file: string): Promise<Check> =>
    import(path.join(folder, file));
  if (!name) {
    console.log('npm run check -- NAME, where NAME is one of');
    for (const file of readdirSync(folder).filter(isCheck)) {
      const check = await load(file);
      console.log(`  ${check.name.padEnd(14)} ${check.summary}`);
    }
    return true;
  }
  if (
    !/^[a-z0-9-]+$/.test(name) ||
    !existsSync(path.join(folder, `${name}.ts`))
  ) {
    throw new Error(`There is no check '${name}'; npm run check lists them`);
  }
  const check = await load(`${name}.ts`);
  let result;
  try {
    result = await check.run({ root, log: line => console.log(line) });
  } catch (error) {
    result = {
      ok: false,
      line: error instanceof Error ? error.message : String(error),
    };
  }
  console.log(`${name}: ${result.ok ? 'ok' : 'short'} ${oneLine(result.line)}`);
  return result.ok;
}

main().then(
  ok => process.exit(ok ? 0 : 1),
  error => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
