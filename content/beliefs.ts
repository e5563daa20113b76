import { contentFolder, readYaml } from './catalog';
import { type Misconceptions, misconceptionsFile } from './misconceptions';

/** A misconception as it is told to the learner whose answer shows it, with the place that puts it right. */
export interface Belief extends Readonly<Misconceptions[string]> {
  readonly id: string;
}

interface Answered {
  readonly told: { readonly score: { readonly misconceptions: readonly string[] } } | null;
}

let loaded: Promise<Misconceptions> | undefined;

/** What is believed by those who answer in a certain wrong way, by id. Read once per process. */
export function misconceptions(): Promise<Misconceptions> {
  if (process.env.NODE_ENV === 'development') return load();
  loaded ??= load();
  return loaded;
}

async function load(): Promise<Misconceptions> {
  const { value } = await readYaml(contentFolder, 'misconceptions.yaml', misconceptionsFile);
  return value ?? {};
}

/** The same answer, with what it shows to be believed wherever it is told; what is not told yet stays untold. */
export async function withBeliefs<Answer extends Answered>(answer: Answer): Promise<Answer> {
  if (answer.told === null) return answer;
  const all = await misconceptions();
  const beliefs = answer.told.score.misconceptions.flatMap((id): Belief[] => {
    const found = all[id];
    return found === undefined ? [] : [{ id, ...found }];
  });
  return { ...answer, told: { ...answer.told, beliefs } };
}

/** An attempt whose answers say what they show to be believed. */
export async function attemptWithBeliefs<Attempt extends { readonly answered: readonly Answered[] }>(
  attempt: Attempt,
): Promise<Attempt> {
  return { ...attempt, answered: await Promise.all(attempt.answered.map(withBeliefs)) };
}
