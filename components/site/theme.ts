import { motionStorageKey } from '../ui/motion-key';

/** What the reader chose; "system" follows the device and is stored as nothing. */
export type ThemeChoice = 'system' | 'light' | 'dark';

export const themeChoices: readonly ThemeChoice[] = ['system', 'light', 'dark'];

export const themeStorageKey = 'interleave.theme';

/** Runs in <head> before the first paint, so that the page never appears in the wrong theme. Plain JavaScript for any browser. */
export const themeScript = `try{var t=localStorage.getItem('${themeStorageKey}');if(t==='light'||t==='dark')document.documentElement.dataset.theme=t;if(localStorage.getItem('${motionStorageKey}')==='reduce')document.documentElement.dataset.motion='reduce'}catch(e){}`;

function isExplicit(value: string | null): value is 'light' | 'dark' {
  return value === 'light' || value === 'dark';
}

/** The stored choice; "system" when there is none or storage is closed to us. */
export function readTheme(): ThemeChoice {
  try {
    const stored = localStorage.getItem(themeStorageKey);
    return isExplicit(stored) ? stored : 'system';
  } catch {
    return 'system';
  }
}

/** Puts a choice on <html>. */
export function applyTheme(choice: ThemeChoice): void {
  if (choice === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
}

const listeners = new Set<() => void>();

/** Stores a choice, applies it and tells subscribers; without storage it holds until the page is left. */
export function writeTheme(choice: ThemeChoice): void {
  try {
    if (choice === 'system') localStorage.removeItem(themeStorageKey);
    else localStorage.setItem(themeStorageKey, choice);
  } catch {
    // Private windows may refuse storage; the theme still changes for this page.
  }
  applyTheme(choice);
  for (const listener of listeners) listener();
}

/** Calls back when the choice changes, here or in another tab. Returns how to stop. */
export function subscribeTheme(onChange: () => void): () => void {
  function onStorage(event: StorageEvent) {
    if (event.key !== themeStorageKey) return;
    applyTheme(readTheme());
    onChange();
  }
  listeners.add(onChange);
  window.addEventListener('storage', onStorage);
  return () => {
    listeners.delete(onChange);
    window.removeEventListener('storage', onStorage);
  };
}
