import fc from 'fast-check';
import {
  databaseIdentifier,
  environmentName,
  isNameOf,
  type EnvironmentKey,
} from './names';

const anyText = fc.string({ unit: 'binary', maxLength: 200 });

const anyKey: fc.Arbitrary<EnvironmentKey> = fc.oneof(
  fc.record({
    kind: fc.constant('preview' as const),
    instance: anyText,
    host: anyText,
    repositoryId: anyText,
    number: fc.nat({ max: Number.MAX_SAFE_INTEGER }),
    slug: anyText,
  }),
  fc.record({
    kind: fc.constantFrom('sandbox' as const, 'workspace' as const),
    instance: anyText,
    owner: anyText,
    title: anyText,
  }),
);

const preview = (more: object = {}) =>
  environmentName({
    kind: 'preview',
    instance: 'main',
    host: 'git.example.com',
    repositoryId: '17',
    number: 42,
    slug: 'storefront',
    ...more,
  });

describe('environmentName', () => {
  it('is readable', () => {
    expect(preview()).toMatch(/^pv-storefront-42-[a-z2-7]{8}$/);
    expect(
      environmentName({
        kind: 'sandbox',
        instance: 'main',
        owner: 'user:default/alice',
        title: 'Zahlungen über Köln!',
      }),
    ).toMatch(/^sb-alice-zahlungen-uber-koln-[a-z2-7]{8}$/);
  });

  it.each([
    ['80 characters with _', 'feature_'.repeat(10), /^pv-feature-feature-/],
    ['a cut that falls on -', `${'x'.repeat(47)}-yyyy`, /^pv-x{47}-42-/],
    ['nothing readable', '日本語___', /^pv-42-[a-z2-7]{8}$/],
    ['dashes only', '---', /^pv-42-[a-z2-7]{8}$/],
  ])('survives %s (S21)', (_, slug, expected) => {
    expect(preview({ slug })).toMatch(expected);
  });

  it('is a valid label, host label and identifier for any key (P10)', () => {
    fc.assert(
      fc.property(anyKey, key => {
        const name = environmentName(key);
        expect(name).toMatch(/^[a-z][-a-z0-9]{0,61}[a-z0-9]$/);
        expect(name).not.toMatch(/--/);
        expect(databaseIdentifier(name)).toMatch(/^[a-z][_a-z0-9]{0,62}$/);
        expect(isNameOf(name, key)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('differs with every part of the key, and not with the slug', () => {
    const names = [
      preview(),
      preview({ number: 43 }),
      preview({ host: 'other.example.com' }),
      preview({ repositoryId: '18' }),
      preview({ instance: 'second' }),
    ];
    expect(new Set(names).size).toBe(names.length);
    expect(preview({ slug: 'renamed' }).slice(-8)).toBe(preview().slice(-8));
  });

  it('gives ten thousand keys ten thousand names', () => {
    const names = Array.from({ length: 10_000 }, (_, i) =>
      preview({ number: 1, repositoryId: `${i}` }),
    );
    expect(new Set(names).size).toBe(names.length);
  });
});
