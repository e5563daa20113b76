import { describe, expect, it } from 'vitest';
import { type Measured, problemsOf, recordOf, tableOf } from './judge';

const budget = { script: 10, document: 20, css: 5, fonts: 30 };

function page(bytes: number, rest: Partial<Measured> = {}): Measured {
  const modules = [
    { module: 'node_modules/zod/schemas.js', bytes: bytes - 2_000 },
    { module: 'lib/a.ts', bytes: 1_500 },
  ];
  const scripts = [
    { path: 'static/chunks/small.js', bytes: 1_000 },
    { path: 'static/chunks/large.js', bytes },
  ];
  return { name: 'quiz', scripts, modules, document: 20_000, css: 5_000, fonts: 30_000, ...rest };
}

describe('a page', () => {
  it('within its budgets has no problem, on the limit too', () => {
    expect(problemsOf(page(9_000), budget)).toEqual([]);
  });

  it('over a budget says which, by how much', () => {
    const over = page(9_000, { document: 20_001, css: 6_000, fonts: 31_000 });
    expect(problemsOf(over, budget)).toEqual([
      'quiz: 20.0 KB of document, 20 allowed',
      'quiz: 6.0 KB of styles, 5 allowed',
      'quiz: 31.0 KB of fonts, 30 allowed',
    ]);
  });

  it('that no file tells the size of is not judged', () => {
    expect(problemsOf(page(9_000, { document: null, fonts: null }), budget)).toEqual([]);
  });

  it('with too much script names its scripts, the largest first, and what is in them', () => {
    expect(problemsOf(page(12_000), budget)).toEqual([
      [
        'quiz: 13.0 KB of script, 10 allowed',
        '  12.0 KB static/chunks/large.js',
        '  1.0 KB static/chunks/small.js',
        '  largest modules: zod/schemas.js 10.0, lib/a.ts 1.5',
      ].join('\n'),
    ]);
  });

  it('with too much script names what grew since it had less', () => {
    const [problem] = problemsOf(page(12_000), budget, recordOf([page(9_000)]));
    expect(problem?.split('\n')[1]).toBe('  grew by 3.0 KB: node_modules/zod/schemas.js');
  });
});

it('a table has a line for each page, with a dash for what no file tells', () => {
  const lines = tableOf([{ measured: page(9_000, { document: null }), budget }]).split('\n');
  expect(lines.map((line) => line.split(/\s{2,}/))).toEqual([
    ['KB of', 'script', 'document', 'css', 'fonts'],
    ['quiz', '10.0/10', '–/20', '5.0/5', '30.0/30'],
  ]);
});
