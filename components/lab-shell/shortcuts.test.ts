import { describe, expect, it } from 'vitest';
import { type KeyPress, shortcutFor } from './shortcuts';

function press(key: string, more: Partial<KeyPress> = {}): KeyPress {
  return { key, code: '', shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...more };
}

describe('shortcuts', () => {
  it('plays and pauses with Space, unless a button has the focus', () => {
    expect(shortcutFor(press(' '), 'none')).toEqual({ type: 'toggle' });
    expect(shortcutFor(press(' '), 'button')).toBeNull();
  });

  it('steps with the arrows, also while a button has the focus', () => {
    expect(shortcutFor(press('ArrowRight'), 'button')).toEqual({ type: 'forward' });
    expect(shortcutFor(press('ArrowLeft'), 'button')).toEqual({ type: 'back' });
    expect(shortcutFor(press('ArrowRight', { shiftKey: true }), 'none')).toEqual({ type: 'nextMark' });
  });

  it('selects nodes by number', () => {
    expect(shortcutFor(press('3'), 'none')).toEqual({ type: 'node', index: 2 });
    expect(shortcutFor(press('0'), 'none')).toBeNull();
  });

  it('knows a letter by its key, so that a Korean input method changes nothing', () => {
    expect(shortcutFor(press('ㅊ', { code: 'KeyC' }), 'none')).toEqual({ type: 'action', key: 'c' });
    expect(shortcutFor(press('c', { code: 'KeyC' }), 'none')).toEqual({ type: 'action', key: 'c' });
  });

  it('leaves the browser its own keys', () => {
    expect(shortcutFor(press('c', { code: 'KeyC', ctrlKey: true }), 'none')).toBeNull();
    expect(shortcutFor(press('r', { code: 'KeyR', metaKey: true }), 'none')).toBeNull();
    expect(shortcutFor(press('ArrowLeft', { altKey: true }), 'none')).toBeNull();
  });

  it('leaves every key to a text field', () => {
    expect(shortcutFor(press('['), 'text')).toBeNull();
    expect(shortcutFor(press('ArrowRight'), 'text')).toBeNull();
  });

  it('opens the list of shortcuts with a question mark, which needs Shift', () => {
    expect(shortcutFor(press('?', { shiftKey: true }), 'none')).toEqual({ type: 'help' });
  });
});
