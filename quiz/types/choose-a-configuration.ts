import * as z from 'zod';
import { type ItemType, itemBase, onePoint, repeatedId } from '../item-type';
import type { ConfiguredRun, LabDesk } from '../lab-desk';
import { id, type LocalizedText, localizedText } from '../text';

/** What of a scenario is another: by the way to it, e.g. `config.servers` or `commands.3.command.options.minIdleMs`. */
const change = z.record(z.string().max(200), z.json());

const option = z.strictObject({
  id,
  /** The configuration as it is written in the system's own words: `min-idle-time`: `6000`. */
  settings: z.record(z.string().min(1).max(60), z.string().min(1).max(60)),
  /** The same for the lab's scenario. */
  change,
  /** The step of its run that shows what comes of it. */
  step: z.int().min(0),
  correct: z.boolean().default(false),
  explanation: localizedText,
  misconception: id.optional(),
});

export const chooseAConfigurationItem = z.strictObject({
  type: z.literal('choose-a-configuration'),
  ...itemBase,
  lab: id,
  scenario: id,
  /** What is changed whichever is chosen. */
  change: change.default({}),
  options: z.array(option).min(3).max(5),
});
export type ChooseAConfigurationItem = z.infer<typeof chooseAConfigurationItem>;

export interface PublicChooseAConfiguration {
  readonly lab: string;
  readonly options: readonly { readonly id: string; readonly settings: Readonly<Record<string, string>> }[];
}
export interface ChooseAConfigurationSolution {
  readonly options: readonly {
    readonly id: string;
    readonly correct: boolean;
    readonly explanation: LocalizedText;
    /** Its run in the lab; null where the lab can no longer make it. */
    readonly run: ConfiguredRun | null;
  }[];
}

/** One point for the configuration that does what is asked. Each of them can be run. */
export function chooseAConfiguration(
  labs: LabDesk,
): ItemType<ChooseAConfigurationItem, string, PublicChooseAConfiguration, ChooseAConfigurationSolution> {
  function runOf(item: ChooseAConfigurationItem, chosen: ChooseAConfigurationItem['options'][number]) {
    const recording = labs.configure(item.lab, item.scenario, { ...item.change, ...chosen.change });
    return recording && { recording, step: chosen.step };
  }
  return {
    response: z.string().max(100),
    blank: '',
    toPublic: ({ lab, options }) => ({ lab, options: options.map(({ id, settings }) => ({ id, settings })) }),
    solution: (item) => ({
      options: item.options.map((each) => {
        const { id, correct, explanation } = each;
        return { id, correct, explanation, run: runOf(item, each) };
      }),
    }),
    lead(item, given) {
      const chosen = item.options.find((each) => !each.correct && each.id === given);
      if (chosen === undefined) return { reasons: [] };
      const run = runOf(item, chosen);
      return {
        reasons: [{ part: chosen.id, text: chosen.explanation }],
        proof: run === null ? undefined : { ...run, lab: item.lab },
      };
    },
    isComplete: ({ options }, given) => options.some((each) => each.id === given),
    score({ options }, given) {
      const chosen = options.find((each) => each.id === given);
      return onePoint(chosen?.correct === true, chosen?.explanation ?? null, chosen?.misconception);
    },
    mistakes(item) {
      const correct = item.options.filter((each) => each.correct).length;
      const count = { path: ['options'], message: `exactly one configuration is the right one, not ${correct}` };
      return [
        ...(correct === 1 ? [] : [count]),
        ...repeatedId(item.options, 'options'),
        ...item.options.flatMap((each, index) => {
          const run = runOf(item, each);
          if (run === null) return [{ path: ['options', index, 'change'], message: 'the lab refuses it' }];
          return run.step <= run.recording.end.step
            ? []
            : [{ path: ['options', index, 'step'], message: `its run ends at step ${run.recording.end.step}` }];
        }),
      ];
    },
  };
}
