/** What a key does in a terminal. */
export type KeyUse = 'shell' | 'leave' | 'copy';

/** The part of a keyboard event that matters. */
export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'ctrlKey' | 'shiftKey' | 'metaKey'
>;

/**
 * A shell wants every key, also Tab and Escape. So that nobody is caught in it,
 * Ctrl+Shift+Enter leaves: no shell and no browser uses it. Ctrl+C copies
 * what is selected, as it does everywhere else, and interrupts otherwise.
 */
export function useOfKey(press: KeyPress, hasSelection: boolean): KeyUse {
  const { key, ctrlKey, shiftKey, metaKey } = press;
  if (ctrlKey && shiftKey && key === 'Enter') {
    return 'leave';
  }
  const copies = ctrlKey && !metaKey && key.toLowerCase() === 'c';
  return copies && (hasSelection || shiftKey) ? 'copy' : 'shell';
}
