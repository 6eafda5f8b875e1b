import { formatMoney } from './formatMoney';

it('is written in its currency, also in one that is none', () => {
  expect(formatMoney(12.3, 'USD', 'en')).toBe('$12.30');
  expect(formatMoney(12.3, 'credits', 'en')).toBe('12.30 credits');
});
