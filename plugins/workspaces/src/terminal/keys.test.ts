import { type KeyPress, useOfKey } from './keys';

const press = (key: string, ...held: Array<'ctrl' | 'shift' | 'meta'>) =>
  ({
    key,
    ctrlKey: held.includes('ctrl'),
    shiftKey: held.includes('shift'),
    metaKey: held.includes('meta'),
  } as KeyPress);

describe('useOfKey', () => {
  it.each([
    [
      'Ctrl+Shift+Enter leaves',
      press('Enter', 'ctrl', 'shift'),
      false,
      'leave',
    ],
    ['Enter is for the shell', press('Enter'), false, 'shell'],
    ['Tab is for the shell', press('Tab'), false, 'shell'],
    ['Escape is for the shell', press('Escape'), true, 'shell'],
    ['Ctrl+C interrupts', press('c', 'ctrl'), false, 'shell'],
    ['Ctrl+C copies what is selected', press('c', 'ctrl'), true, 'copy'],
    ['Ctrl+Shift+C copies', press('C', 'ctrl', 'shift'), false, 'copy'],
    ['c is a letter', press('c'), true, 'shell'],
  ] as const)('%s', (_, event, hasSelection, use) => {
    expect(useOfKey(event, hasSelection)).toBe(use);
  });
});
