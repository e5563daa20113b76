import { describe, expect, it } from 'vitest';
import { texts } from '@/messages/testing/translator';
import { labs } from '@/sim/catalog';
import { DIFFICULTIES, type GeneratedQuestion, type Phrase } from '@/sim/core/question';
import { phraseText } from './phrase-text';

function phrasesOf({ stem, form }: GeneratedQuestion<unknown, unknown>): readonly Phrase[] {
  if (form.type === 'numeric') return [stem, form.feedback];
  return [stem, ...form.options.flatMap(({ label, feedback }) => [label, feedback])];
}

const languages = [
  { locale: 'ko', messages: texts.ko },
  { locale: 'en', messages: texts.en },
] as const;

describe('phrases of generated questions', () => {
  for (const [labId, lab] of Object.entries(labs)) {
    for (const { id } of lab.questions) {
      it(`have their words in both languages: ${labId}, ${id}`, () => {
        for (const difficulty of DIFFICULTIES) {
          for (let seed = 0; seed < 8; seed += 1) {
            const question = lab.question(id, seed, difficulty);
            if (question === null) throw new Error(id);
            for (const phrase of phrasesOf(question)) {
              for (const { locale, messages } of languages) {
                const text = phraseText(labId, phrase, locale, messages);
                expect([phrase, locale, text]).not.toContain(null);
                expect(text).not.toMatch(/[{}]|^text$/);
              }
            }
          }
        }
      });
    }
  }

  it('are told apart from texts that do not exist', () => {
    expect(phraseText('raft', { key: 'questions.no-such-text' }, 'en', texts.en)).toBeNull();
    expect(phraseText('no-such-lab', { key: 'stem' }, 'en', texts.en)).toBeNull();
    expect(phraseText('no-such-lab', { verbatim: 's1' }, 'en', texts.en)).toBe('s1');
  });
});
