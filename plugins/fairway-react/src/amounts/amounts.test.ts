import { formatAmount } from './formatAmount';
import { formatMoney } from './formatMoney';

describe('formatAmount', () => {
  it.each([
    ['requests.cpu', 0.35, 1, '0.35'],
    ['pods', 12, 15, '12'],
    ['requests.memory', 512 * 2 ** 20, undefined, '512 MiB'],
    ['requests.memory', 512 * 2 ** 20, 2 * 2 ** 30, '0.5 GiB'],
    ['requests.storage', 0, 10 * 2 ** 30, '0 GiB'],
    ['count/storageclasses', 3, 5, '3'],
  ])('of %s %d like %s is %s', (resource, amount, like, text) => {
    expect(formatAmount(resource, amount, like)).toBe(text);
  });
});

describe('formatMoney', () => {
  it('is written in its currency, also in one that is none', () => {
    expect(formatMoney(12.3, 'USD', 'en')).toBe('$12.30');
    expect(formatMoney(12.3, 'credits', 'en')).toBe('12.30 credits');
  });
});
