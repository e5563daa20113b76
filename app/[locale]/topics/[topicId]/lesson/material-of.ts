import type { LessonMaterial } from '@/components/mdx/lesson-components';
import type { ShownPrediction } from '@/components/mdx/prediction';
import { cases } from '@/content/cases';
import { contentFolder, type TopicContent, topics } from '@/content/catalog';
import type { LessonPrediction } from '@/content/predictions';
import { samplesOf } from '@/content/samples';
import type { Locale } from '@/lib/i18n/routing';
import { shuffleFor } from '@/quiz/chance';
import { highlight } from '@/server/highlight';
import { shownCase } from '../../../shown-case';
import { glossaryOf } from './glossary-of';

/** What the lessons of a topic may name by id, in one language. */
export async function materialOf({ id, predictions }: TopicContent, locale: Locale): Promise<LessonMaterial> {
  const [catalogue, all, samples] = await Promise.all([topics(), cases(), samplesOf(contentFolder, id, locale)]);
  return {
    glossary: glossaryOf(catalogue.values(), locale),
    cases: all.map((each) => shownCase(each, locale)),
    predictions: predictions.map((each) => shownPrediction(each, locale)),
    samples: new Map(
      await Promise.all(
        [...samples].map(async ([name, sample]) => {
          const lines = await highlight(sample.code, sample.language);
          return [name, { ...sample, lines }] as const;
        }),
      ),
    ),
  };
}

/** Its options in an order of their own, the same on every visit, so that the right one stands at every place in turn. */
function shownPrediction({ id, stem, choices }: LessonPrediction, locale: Locale): ShownPrediction {
  const shuffled = shuffleFor('prediction', id)(choices);
  return {
    id,
    question: stem[locale],
    options: shuffled.map(({ id: choiceId, text, correct, explanation, run = null }) => ({
      id: choiceId,
      text: text[locale],
      isRight: correct,
      reply: explanation[locale],
      run,
    })),
  };
}
