import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { prepareObjects } from './prepareObjects';
import { readObjects } from './readObjects';
import type { PrepareOptions } from './types';

const CASES = join(__dirname, 'testdata');
const OPTIONS: PrepareOptions = {
  name: 'pv-cart-7-abcdefgh',
  components: ['cart', 'web'],
  image: 'registry.example.com/shop/cart:0123456789ab',
  host: 'pv-cart-7-abcdefgh.example.com',
  gateway: { namespace: 'gateways', name: 'shared', listener: 'web' },
  ingressClass: 'traefik',
  podTemplate: {
    nodeSelector: { pool: 'previews' },
    tolerations: [{ key: 'previews', operator: 'Exists' }],
  },
};

/** Those of the options that a case changes; null takes one away. */
function optionsOf(folder: string): PrepareOptions {
  const file = join(CASES, folder, 'options.yaml');
  const changed = existsSync(file) ? parse(readFileSync(file, 'utf8')) : {};
  return Object.fromEntries(
    Object.entries({ ...OPTIONS, ...changed }).filter(
      ([, value]) => value !== null,
    ),
  ) as unknown as PrepareOptions;
}

/** What becomes of a case, as text. */
function outcome(folder: string): { file: string; text: string } {
  const text = readFileSync(join(CASES, folder, 'input.yaml'), 'utf8');
  try {
    const prepared = prepareObjects(
      readObjects(text, 'deploy/input.yaml'),
      optionsOf(folder),
    );
    return {
      file: 'expected.yaml',
      text: stringify(
        {
          ...prepared,
          findings: prepared.findings.map(
            ({ id, severity, message }) => `${id} (${severity}): ${message}`,
          ),
        },
        { lineWidth: 0, aliasDuplicateObjects: false },
      ),
    };
  } catch (error) {
    return { file: 'refused.txt', text: `${(error as Error).message}\n` };
  }
}

describe('prepareObjects', () => {
  it.each(readdirSync(CASES))('%s', folder => {
    const { file, text } = outcome(folder);
    expect(text).toBe(readFileSync(join(CASES, folder, file), 'utf8'));
  });
});
