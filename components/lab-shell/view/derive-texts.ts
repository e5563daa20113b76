import type { LabTypes } from '@/sim/core/lab';
import type { LabView, ShownLab } from './lab-view';
import type { ChallengeText, PredictionText, RuleText, Translate } from './texts';
import { wordsOf } from './words';

type Texts<T extends LabTypes> = Pick<
  LabView<T>,
  'legendText' | 'ruleText' | 'scenarioText' | 'keyEventText' | 'challengeText' | 'predictionText'
>;

/** What is said about a lab as a whole, by the keys that its ids make. */
export function deriveTexts<T extends LabTypes>(lab: ShownLab<T>): Texts<T> {
  const words = (t: Translate) => wordsOf(lab.simulation.id, t);
  return {
    legendText: (t) => words(t)('legend'),
    ruleText(id, t): RuleText | null {
      const say = words(t);
      if (!say.has(`rules.${id}.title`)) return null;
      return {
        title: say(`rules.${id}.title`),
        statement: say(`rules.${id}.statement`),
        broken: (values) => say(`rules.${id}.broken`, values),
      };
    },
    scenarioText(id, t) {
      const say = words(t);
      return { title: say(`scenarios.${id}.title`), summary: say(`scenarios.${id}.summary`) };
    },
    keyEventText: (scenarioId, keyEventId, t) => words(t)(`scenarios.${scenarioId}.keyEvents.${keyEventId}`),
    challengeText(id, t): ChallengeText {
      const say = words(t);
      return {
        title: say(`challenges.${id}.title`),
        goal: say(`challenges.${id}.goal`),
        teaches: say(`challenges.${id}.teaches`),
        shown: say.has(`challenges.${id}.shown`) ? say(`challenges.${id}.shown`) : null,
        // One hint a line.
        hints: say(`challenges.${id}.hints`).split('\n'),
        why: say.has(`challenges.${id}.why`) ? say(`challenges.${id}.why`) : null,
      };
    },
    predictionText({ id, options }, t): PredictionText {
      const say = words(t);
      return {
        question: say(`predictions.${id}.question`),
        options: options.map((option) => ({
          id: option,
          // A name that is the same in every language, such as a server's, is its own label.
          label: say.has(`predictions.${id}.options.${option}`) ? say(`predictions.${id}.options.${option}`) : option,
        })),
        explanation: say(`predictions.${id}.explanation`),
      };
    },
  };
}
