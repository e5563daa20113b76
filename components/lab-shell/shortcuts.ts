/** What a key does in a lab. `node` selects the n-th node, `action` is the lab's own. */
export type Shortcut =
  | { readonly type: 'toggle' | 'forward' | 'back' | 'nextMark' | 'start' | 'slower' | 'faster' | 'help' | 'deselect' }
  | { readonly type: 'node'; readonly index: number }
  | { readonly type: 'action'; readonly key: string };

export interface KeyPress {
  readonly key: string;
  /** `KeyboardEvent.code`: which key it is, whatever the input method makes of it. */
  readonly code: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** Which of its own keys the focused element needs: none, Space and Enter (a button), or every letter (a text field). */
export type FocusedElement = 'none' | 'button' | 'text';

/** The keys of the shell, in the order of the list that `?` shows; the names are keys of `lab.shortcuts`. */
export const shellShortcuts = [
  { name: 'toggle', keys: ['Space'] },
  { name: 'forward', keys: ['→'] },
  { name: 'back', keys: ['←'] },
  { name: 'nextMark', keys: ['Shift', '→'] },
  { name: 'start', keys: ['Home'] },
  { name: 'slower', keys: ['['] },
  { name: 'faster', keys: [']'] },
  { name: 'node', keys: ['1', '…', '9'] },
  { name: 'deselect', keys: ['Esc'] },
  { name: 'help', keys: ['?'] },
] as const;

/** Null for a key that is not ours. */
export function shortcutFor(press: KeyPress, focused: FocusedElement): Shortcut | null {
  if (press.ctrlKey || press.metaKey || press.altKey || focused === 'text') return null;
  if (press.key === ' ') return focused === 'button' ? null : { type: 'toggle' };
  if (press.key === 'ArrowRight') return { type: press.shiftKey ? 'nextMark' : 'forward' };
  if (press.key === '?') return { type: 'help' };
  if (press.shiftKey) return null;
  return plainShortcut(press);
}

function plainShortcut({ key, code }: KeyPress): Shortcut | null {
  switch (key) {
    case 'ArrowLeft':
      return { type: 'back' };
    case 'Home':
      return { type: 'start' };
    case 'Escape':
      return { type: 'deselect' };
    case '[':
      return { type: 'slower' };
    case ']':
      return { type: 'faster' };
  }
  if (/^[1-9]$/.test(key)) return { type: 'node', index: Number(key) - 1 };
  const letter = letterOf(key, code);
  return letter === null ? null : { type: 'action', key: letter };
}

/** The Latin letter of a key. With a Korean input method the C key gives ㅊ: then the key's place tells. */
function letterOf(key: string, code: string): string | null {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? null;
}
