import { parseWhole } from './parseWhole';

it.each([
  ['', { ok: true }],
  [' 8 ', { ok: true, value: 8 }],
  ['0', { ok: false }],
  ['337', { ok: false }],
  ['1.5', { ok: false }],
  ['eight', { ok: false }],
])('reads %j as %j', (text, expected) => {
  expect(parseWhole(text, 336)).toEqual(expected);
});
