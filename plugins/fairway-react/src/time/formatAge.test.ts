import { formatAge } from './formatAge';

const s = 1000;
const m = 60 * s;
const h = 60 * m;
const d = 24 * h;

describe('formatAge', () => {
  it.each([
    [-5 * s, '0s'],
    [0, '0s'],
    [45.9 * s, '45s'],
    [119 * s, '119s'],
    [2 * m, '2m'],
    [3 * m + 20 * s, '3m20s'],
    [14 * m + 59 * s, '14m'],
    [5 * h + 12 * m, '5h12m'],
    [9 * h + 30 * m, '9h'],
    [2 * d + 4 * h, '2d4h'],
    [30 * d, '30d'],
    [2 * 365 * d + 100 * d, '2y100d'],
    [9 * 365 * d + 100 * d, '9y'],
  ])('%d ms is %s', (ms, text) => expect(formatAge(ms)).toBe(text));
});
