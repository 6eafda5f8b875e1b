import { quantityToNumber } from './quantity';

describe('quantityToNumber', () => {
  it.each([
    ['500m', 0.5],
    ['1Gi', 2 ** 30],
    ['1e3', 1000],
    ['1.5G', 1.5e9],
    ['many', undefined],
    ['', undefined],
  ])('%s is %s', (text, expected) => {
    expect(quantityToNumber(text)).toBe(expected);
  });
});
