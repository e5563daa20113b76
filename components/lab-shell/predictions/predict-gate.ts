import type { Tick } from '@/sim/core/simulation';
import type { PlayerState } from '../run/lab-store';

/**
 * The question that the run has gone past without its having been asked, the earliest of several: however it was passed, by
 * playing, stepping or dragging, asking comes first. Null on a branch of the learner's own, where nothing is asked.
 */
export function passedQuestion<Question extends { readonly id: string; readonly tick: Tick }>(
  questions: readonly Question[],
  asked: ReadonlySet<string>,
  now: Pick<PlayerState, 'tick' | 'branchId'>,
): Question | null {
  if (now.branchId !== 0) return null;
  const passed = questions.filter(({ id, tick }) => !asked.has(id) && tick < now.tick);
  return passed.toSorted((first, second) => first.tick - second.tick)[0] ?? null;
}
