import fc from 'fast-check';
import { formatQuantity, parseQuantity } from './exact';

describe('parseQuantity', () => {
  it.each<[string | number, bigint | undefined]>([
    ['1', 1_000_000_000n],
    ['1000m', 1_000_000_000n],
    ['0.5', 500_000_000n],
    ['.5', 500_000_000n],
    ['5.', 5_000_000_000n],
    ['1e3', 1_000_000_000_000n],
    ['1E3', 1_000_000_000_000n],
    ['1k', 1_000_000_000_000n],
    ['12e-1', 1_200_000_000n],
    ['1Ki', 1_024_000_000_000n],
    ['1.5Gi', 1_610_612_736_000_000_000n],
    ['-1', -1_000_000_000n],
    ['100n', 100n],
    ['0.1n', 1n],
    [2, 2_000_000_000n],
    ['', undefined],
    ['1 Gi', undefined],
    ['many', undefined],
    ['1KI', undefined],
    ['Gi', undefined],
    ['.', undefined],
  ])('%j', (text, expected) => {
    expect(parseQuantity(text)).toBe(expected);
  });

  it('reads back what is written', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 24n }), amount => {
        expect(parseQuantity(formatQuantity(amount))).toBe(amount);
      }),
    );
  });
});

describe('formatQuantity', () => {
  it.each(['64Mi', '100m', '3', '0', '1Gi', '1500m', '7n'])('%s', text => {
    expect(formatQuantity(parseQuantity(text)!)).toBe(text);
  });
});
