import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { closestPair, contrast } from './testing/colour';

const css = readFileSync(new URL('../../app/globals.css', import.meta.url), 'utf8');

type Theme = 'light' | 'dark';

const tokens = new Map(
  [...css.matchAll(/--color-([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }] as const,
  ),
);

function colour(name: string, theme: Theme): string {
  const token = tokens.get(name);
  if (!token) throw new Error(`globals.css has no --color-${name} with a light and a dark value`);
  return token[theme];
}

const grounds = ['canvas', 'surface', 'sunken', 'raised'];
const tones = ['accent', 'danger', 'warn', 'success', 'info'];
const servers = ['follower', 'candidate', 'leader', 'crashed', 'paused', 'violation'];
const messages = ['request', 'reply', 'vote-granted', 'vote-denied', 'dropped', 'violation'];

/** Pairs below a ratio, as "text on ground 4.41", so that a failure says what to mend. */
function below(ratio: number, theme: Theme, pairs: readonly (readonly [string, string])[]): string[] {
  return pairs
    .map(([text, ground]) => ({ text, ground, value: contrast(colour(text, theme), colour(ground, theme)) }))
    .filter(({ value }) => value < ratio)
    .map(({ text, ground, value }) => `${text} on ${ground} ${value.toFixed(2)}`);
}

function onGrounds(names: readonly string[]): (readonly [string, string])[] {
  return names.flatMap((name) => [...grounds, 'hover'].map((ground) => [name, ground] as const));
}

describe.each<Theme>(['light', 'dark'])('colour tokens, %s theme', (theme) => {
  it('give body text at least 7:1 on every ground, tinted ones included', () => {
    const tinted = tones.map((tone) => ['text', `${tone}-soft`] as const);
    expect(below(7, theme, [...onGrounds(['text']), ...tinted, ['on-ink', 'ink'], ['on-ink', 'ink-hover']])).toEqual(
      [],
    );
  });

  it('give every other text at least 4.5:1', () => {
    const tinted = tones.flatMap((tone) => [[tone, `${tone}-soft`] as const, ['text-muted', `${tone}-soft`] as const]);
    const filled = [
      ['on-accent', 'accent'],
      ['on-danger', 'danger-fill'],
      ['on-danger', 'danger-fill-hover'],
      ['accent-hover', 'canvas'],
    ] as const;
    const pairs = [...onGrounds(['text-muted', 'text-subtle', ...tones]), ...tinted, ...filled];
    expect(below(4.5, theme, pairs)).toEqual([]);
  });

  it('give boundaries, focus and lab states at least 3:1', () => {
    const states = [...new Set([...servers, ...messages])].map((state) => `state-${state}`);
    const pairs = ['border-strong', 'focus', ...states].flatMap((name) =>
      grounds.map((ground) => [name, ground] as const),
    );
    expect(below(3, theme, [...pairs, ['danger-fill', 'canvas'], ['danger-fill', 'raised']])).toEqual([]);
  });

  it.each([
    ['servers', servers],
    ['messages', messages],
  ])('keep the states of %s at least ΔE2000 15 apart in every kind of colour vision', (_group, states) => {
    const closest = closestPair(states.map((state) => colour(`state-${state}`, theme)));
    expect(closest.deltaE, `${closest.pair.join(' and ')} in ${closest.vision}`).toBeGreaterThanOrEqual(15);
  });
});
