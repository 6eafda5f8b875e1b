import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { prepareObjects } from './prepareObjects';
import { readObjects } from '@fairway-idp/backstage-plugin-fairway-node/manifests';
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

/** What becomes of a case: objects and findings, or the refusal in words. */
function outcome(folder: string): unknown {
  const text = readFileSync(join(CASES, folder, 'input.yaml'), 'utf8');
  try {
    const { findings, ...prepared } = prepareObjects(
      readObjects(text, 'deploy/input.yaml'),
      optionsOf(folder),
    );
    return {
      ...prepared,
      findings: findings.map(
        ({ id, severity, message }) => `${id} (${severity}): ${message}`,
      ),
    };
  } catch (error) {
    return (error as Error).message;
  }
}

/** `expected.yaml`, or `refused.txt` for what is refused. */
function expected(folder: string): unknown {
  const file = join(CASES, folder, 'expected.yaml');
  return existsSync(file)
    ? parse(readFileSync(file, 'utf8'))
    : readFileSync(join(CASES, folder, 'refused.txt'), 'utf8').trimEnd();
}

describe('prepareObjects', () => {
  it.each(readdirSync(CASES))('%s', folder => {
    expect(outcome(folder)).toEqual(expected(folder));
  });

  it('applies what is needed before what needs it', () => {
    const text = readFileSync(
      join(CASES, 'a-namespace-of-their-own', 'input.yaml'),
      'utf8',
    );
    const objects = readObjects(text, 'a').reverse();
    expect(
      prepareObjects(objects, OPTIONS).objects.map(({ kind }) => kind),
    ).toEqual(['ServiceAccount', 'ConfigMap', 'Service', 'HTTPRoute']);
  });

  it('leaves what it was given as it is', () => {
    const text = readFileSync(
      join(CASES, 'a-component-with-a-service', 'input.yaml'),
      'utf8',
    );
    const objects = readObjects(text, 'a');
    const before = structuredClone(objects);
    prepareObjects(objects, OPTIONS);
    expect(objects).toEqual(before);
  });
});
