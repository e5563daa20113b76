import { describe, expect, it } from 'vitest';
import { citationsIn, lessonText, sectionTexts } from './lesson-text';

describe('the text of a lesson', () => {
  it('is that of its sections, without sources, choices and code', () => {
    const source = [
      '<Section id="one">',
      '',
      'A *leader* of <Term id="term">term 3</Term>.<Cite source="raft" at="§5" />',
      '',
      '- first',
      '- `second`',
      '',
      '<Predict question="Who?">',
      '<Option right>nobody</Option>',
      '<Answer>That one.</Answer>',
      '</Predict>',
      '',
      '```python',
      'print(1)',
      '```',
      '',
      '</Section>',
      '',
      '<Section id="two">',
      '',
      '| a | b |',
      '| - | - |',
      '| 1~2 | 3 |',
      '',
      '</Section>',
    ].join('\n');
    expect(sectionTexts(source)).toEqual([
      { id: 'one', text: 'A leader of term 3. first second That one.' },
      { id: 'two', text: 'a b 1~2 3' },
    ]);
  });

  it.each(['ko', 'en'])('is there for a lesson that exists, in %s', async (locale) => {
    const sections = await lessonText('12-consensus-algorithms', 'elections', locale);
    expect(sections.length).toBeGreaterThan(3);
    for (const { text } of sections) expect(text.length).toBeGreaterThan(100);
  });
});

it('what a lesson cites is told by source, in the order in which it first does, each place once', () => {
  const text = [
    'A.<Cite source="raft" at="§5.1, Figure 2" /> B.<Cite source="docs" at="Modes, Prefetch" />',
    'C.<Cite source="raft" at="§5.1" /> <Cite source="raft" at="Figure 2, Rules for Servers" />',
  ].join('\n');
  expect([...citationsIn(text)]).toEqual([
    ['raft', ['§5.1', 'Figure 2', 'Figure 2, Rules for Servers']],
    ['docs', ['Modes, Prefetch']],
  ]);
});
