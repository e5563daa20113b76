import { motionStorageKey } from '../ui/motion-key';
import { storedChoice } from '../ui/stored-choice';

/** What the reader chose; "system" follows the device and is stored as nothing. */
export type ThemeChoice = 'system' | 'light' | 'dark';

export const themeChoices = ['system', 'light', 'dark'] as const satisfies readonly ThemeChoice[];

export const themeStorageKey = 'interleave.theme';

/** Runs in <head> before the first paint, so that the page never appears in the wrong theme. Plain JavaScript for any browser. */
export const themeScript = `try{var t=localStorage.getItem('${themeStorageKey}');if(t==='light'||t==='dark')document.documentElement.dataset.theme=t;if(localStorage.getItem('${motionStorageKey}')==='reduce')document.documentElement.dataset.motion='reduce'}catch(e){}`;

/** Puts a choice on <html>. */
export function applyTheme(choice: ThemeChoice): void {
  if (choice === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
}

export const themeChoice = storedChoice<ThemeChoice>(themeStorageKey, themeChoices, applyTheme);
