import { createTranslator } from 'next-intl';
import { expect, test } from 'vitest';
import type { Translate } from '@/components/lab-shell/lab-view';
import en from '@/messages/en.json';
import ko from '@/messages/ko.json';
import { raftChallenges } from '@/sim/raft/challenges';
import { raftPredictions } from '@/sim/raft/predictions';
import { challengeText } from './challenge-text';
import { predictionText } from './prediction-text';

/** A missing text is an error here, not a key on the screen. */
function translator(locale: 'ko' | 'en'): Translate {
  return createTranslator({
    locale,
    messages: locale === 'ko' ? ko : en,
    onError(error) {
      throw error;
    },
  });
}

for (const locale of ['ko', 'en'] as const) {
  const t = translator(locale);

  test(`every challenge is said in ${locale}, with as many hints as it has`, () => {
    for (const { id, hintCount, impossible } of raftChallenges) {
      const text = challengeText(id, t);
      expect(text.hints).toHaveLength(hintCount);
      expect([text.title, text.goal, ...text.hints].every((line) => line.length > 0)).toBe(true);
      expect(text.why === null).toBe(impossible !== true);
    }
  });

  test(`every prediction is asked in ${locale}, with a label for each of its options`, () => {
    for (const { id, options } of raftPredictions) {
      const text = predictionText(id, t);
      expect(text.options.map((option) => option.id)).toEqual([...options]);
      expect(text.question.length).toBeGreaterThan(0);
      expect(text.explanation.length).toBeGreaterThan(0);
    }
  });
}

test('texts are asked for by ids that exist', () => {
  expect(() => challengeText('toString', translator('en'))).toThrow();
  expect(() => predictionText('toString', translator('en'))).toThrow();
});
