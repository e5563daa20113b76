import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
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
const statuses = ['ok', 'active', 'success', 'failure', 'pending', 'neutral'];
/** What a person has stopped, where a lab draws it in a hue of its own. */
const withPaused = ['ok', 'success', 'failure', 'pending', 'neutral', 'paused'];

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

/** Body text and what it may stand on: at least 7:1. */
const bodyPairs: readonly (readonly [string, string])[] = [
  ...onGrounds(['text']),
  ...tones.map((tone) => ['text', `${tone}-soft`] as const),
  ['on-ink', 'ink'],
  ['on-ink', 'ink-hover'],
];
/** Any other text: at least 4.5:1. */
const otherPairs: readonly (readonly [string, string])[] = [
  ...onGrounds(['text-muted', 'text-subtle', 'accent-hover', ...tones]),
  ...tones.flatMap((tone) => [[tone, `${tone}-soft`] as const, ['text-muted', `${tone}-soft`] as const]),
  ['on-accent', 'accent'],
  ['on-danger', 'danger-fill'],
  ['on-danger', 'danger-fill-hover'],
];
/** Written without its ground: a checkbox shows its tick once it is checked, and it then stands on the accent. */
const unseenPairs = ['on-accent'];

/** Class lists of components and pages, as they are written. */
function classLists(): string[] {
  const root = path.join(import.meta.dirname, '..', '..');
  return ['app', 'components'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
      .flatMap(
        (file) => readFileSync(path.join(root, folder, file), 'utf8').match(/'[^'\n]*'|"[^"\n]*"|`[^`]*`/g) ?? [],
      ),
  );
}

/** The colours that a class list gives to text and to what is behind it, by the condition that they hold under (`hover:`). */
function coloursOf(classes: string): ReadonlyMap<string, { readonly text: string[]; readonly bg: string[] }> {
  const found = new Map([['', { text: [] as string[], bg: [] as string[] }]]);
  for (const [, condition = '', kind = '', name = ''] of classes.matchAll(
    /(?<=[\s'"`])((?:[^\s:'"`]+:)*)(text|bg)-([\w-]+)(?:\/\d+)?(?=[\s'"`])/g,
  )) {
    if (!tokens.has(name)) continue;
    const colours = found.get(condition) ?? { text: [], bg: [] };
    colours[kind === 'text' ? 'text' : 'bg'].push(name);
    found.set(condition, colours);
  }
  return found;
}

/** "text on ground" for each pair that some class list makes; "text" alone for a text on whatever ground the page has there. */
function writtenPairs(): ReadonlySet<string> {
  const pairs = new Set<string>();
  for (const classes of classLists()) {
    const colours = coloursOf(classes);
    const base = colours.get('') ?? { text: [], bg: [] };
    for (const { text, bg } of colours.values()) {
      const grounds = bg.length > 0 ? bg : base.bg;
      for (const name of text.length > 0 || bg.length === 0 ? text : base.text) {
        if (grounds.length === 0) pairs.add(name);
        for (const ground of grounds) pairs.add(`${name} on ${ground}`);
      }
    }
  }
  return pairs;
}

it('every pair of text and ground that is written anywhere is one whose contrast is tested', () => {
  const tested = [...bodyPairs, ...otherPairs];
  const known = new Set([...tested.map(([text, ground]) => `${text} on ${ground}`), ...unseenPairs]);
  const onAnyGround = new Set(
    tested
      .map(([text]) => text)
      .filter((text) => onGrounds([text]).every(([, ground]) => known.has(`${text} on ${ground}`))),
  );
  const written = writtenPairs();
  expect(written.size).toBeGreaterThan(15);
  expect([...written].filter((pair) => !known.has(pair) && !onAnyGround.has(pair))).toEqual([]);
});

describe.each<Theme>(['light', 'dark'])('colour tokens, %s theme', (theme) => {
  it('give body text at least 7:1 on every ground, tinted ones included', () => {
    expect(below(7, theme, bodyPairs)).toEqual([]);
  });

  it('give every other text at least 4.5:1', () => {
    expect(below(4.5, theme, otherPairs)).toEqual([]);
  });

  it('give boundaries, focus and lab states at least 3:1', () => {
    const states = [...new Set([...statuses, ...withPaused])].map((state) => `state-${state}`);
    const pairs = ['border-strong', 'focus', ...states].flatMap((name) =>
      grounds.map((ground) => [name, ground] as const),
    );
    expect(below(3, theme, [...pairs, ['danger-fill', 'canvas'], ['danger-fill', 'raised']])).toEqual([]);
  });

  it.each([
    ['any lab', statuses],
    ['a lab that pauses', withPaused],
  ])('keep the states of %s at least ΔE2000 15 apart in every kind of colour vision', (_group, states) => {
    const closest = closestPair(states.map((state) => colour(`state-${state}`, theme)));
    expect(closest.deltaE, `${closest.pair.join(' and ')} in ${closest.vision}`).toBeGreaterThanOrEqual(15);
  });
});
