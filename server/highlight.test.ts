import { describe, expect, it } from 'vitest';
import { highlight } from './highlight';

const textOf = (lines: Awaited<ReturnType<typeof highlight>>) =>
  lines.map((line) => line.map(({ text }) => text).join('')).join('\n');

describe('highlighting', () => {
  it('gives the code back, word for word, with its gaps whole', async () => {
    const code = 'async def work():\n    await ⟦call⟧\n    return ⟦second-gap⟧ + 1';
    const lines = await highlight(code, 'python');
    expect(textOf(lines)).toBe(code);
    const tokens = lines.flat().map(({ text }) => text);
    expect(tokens.filter((text) => text.includes('⟦call⟧'))).toHaveLength(1);
    expect(tokens.filter((text) => text.includes('⟦second-gap⟧'))).toHaveLength(1);
  });

  it('has a colour for each theme', async () => {
    const colors = (await highlight('return 1', 'python')).flat().map(({ color }) => color);
    expect(colors[0]).toMatch(/^light-dark\(#[0-9A-F]+, #[0-9A-F]+\)$/i);
  });

  it('leaves code in an unknown language plain', async () => {
    expect(await highlight('one\ntwo', 'no-such-language')).toEqual([
      [{ text: 'one', color: null }],
      [{ text: 'two', color: null }],
    ]);
  });
});
