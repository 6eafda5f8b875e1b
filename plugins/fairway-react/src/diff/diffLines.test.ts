import { diffLines, foldContext, hasChanges, sideBySide } from './diffLines';

const before = 'a\nb\nc\nd\ne\nf\n';
const after = 'a\nb\nc\nD\nD2\ne\nf';

describe('diffLines', () => {
  it('numbers the lines of either side', () => {
    expect(diffLines('a\nb\n', 'a\nc\n')).toEqual([
      { type: 'same', text: 'a', before: 1, after: 1 },
      { type: 'removed', text: 'b', before: 2 },
      { type: 'added', text: 'c', after: 2 },
    ]);
  });

  it('sees no change in equal texts, nor in a missing last newline', () => {
    expect(hasChanges(diffLines(before, before))).toBe(false);
    expect(hasChanges(diffLines('a\n', 'a'))).toBe(false);
    expect(hasChanges(diffLines('', ''))).toBe(false);
    expect(hasChanges(diffLines('', 'a'))).toBe(true);
  });

  it('tells of text that came into being', () => {
    expect(diffLines('', 'a\n')).toEqual([
      { type: 'added', text: 'a', after: 1 },
    ]);
  });
});

describe('foldContext', () => {
  it('leaves out what is far from a change', () => {
    const rows = foldContext(diffLines(before, after), 1);
    expect(
      rows.map(row => (row.type === 'gap' ? row.count : row.text)),
    ).toEqual([2, 'c', 'd', 'D', 'D2', 'e', 1]);
  });
});

describe('sideBySide', () => {
  it('pairs what was removed with what was added in its place', () => {
    const rows = sideBySide(foldContext(diffLines(before, after), 1));
    expect(
      rows.map(row =>
        row.type === 'gap' ? row.count : [row.before?.text, row.after?.text],
      ),
    ).toEqual([2, ['c', 'c'], ['d', 'D'], [undefined, 'D2'], ['e', 'e'], 1]);
  });
});
