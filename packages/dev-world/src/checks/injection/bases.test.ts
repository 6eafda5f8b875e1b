import { allCombinations, SECRETS } from '../../goldenPaths/combinations.ts';
import { basesOf, inTurn } from './bases.ts';

const FIELDS = [
  ['name'],
  ['secrets'],
  ['secretStore', 'name'],
  ['secretProvider', 'role'],
  ['env', 0, 'secret', 'key'],
  ['env', 0, 'value'],
];

describe('basesOf', () => {
  const [others, ...secrets] = basesOf(
    allCombinations().filter(
      ({ template, parameters }) =>
        template === 'worker' && parameters.packaging === 'helm',
    ),
    FIELDS,
  );

  it('tries what has nothing to do with Secrets once, in all combinations', () => {
    expect(others.fields).toEqual([['name'], ['env', 0, 'value']]);
    expect(others.combinations).toHaveLength(9);
  });

  it('tries the fields of Secrets with each that makes them', () => {
    expect(secrets).toHaveLength(SECRETS.length);
    const tried = secrets.map(({ combinations, fields }) => [
      combinations[0].parameters.secrets,
      ...fields.map(field => field.join('.')),
    ]);
    expect(tried.slice(0, 4)).toEqual([
      ['cluster', 'secrets', 'env.2.secret.key'],
      ['external-secrets', 'secrets', 'secretStore.name', 'env.2.secret.key'],
      ['csi', 'secrets', 'secretProvider.role', 'env.2.secret.key'],
      ['csi', 'secrets', 'env.2.secret.key'],
    ]);
  });
});

describe('inTurn', () => {
  const combinations = allCombinations().filter(
    ({ template, parameters }) =>
      template === 'database-api' && parameters.packaging === 'kustomize',
  );

  it('meets every combination', () => {
    const met = Array.from({ length: 66 }, (_, turn) =>
      inTurn(combinations, turn, { inEachLanguage: turn < 16 }),
    ).flat();
    expect(new Set(met.map(({ title }) => title)).size).toBe(27);
  });

  it('takes each language at once', () => {
    const met = inTurn(combinations, 5, { inEachLanguage: true });
    expect(met.map(({ parameters }) => parameters.language)).toEqual([
      'node',
      'go',
      'python',
    ]);
  });

  it('goes without the languages in which a template does not come', () => {
    const met = inTurn(
      combinations.filter(({ parameters }) => parameters.language === 'go'),
      0,
      { inEachLanguage: true },
    );
    expect(met.map(({ parameters }) => parameters.language)).toEqual(['go']);
  });
});
