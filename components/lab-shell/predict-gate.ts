import type { Tick } from '@/sim/core/simulation';
import type { PlayerState } from './lab-store';

type Moment = Pick<PlayerState, 'tick' | 'step' | 'isPlaying' | 'branchId'>;

/**
 * Whether the run has just gone past `tick` before somebody's eyes: by playing or by one step forward. Who jumps in time, or
 * has left the scenario's own branch, is not stopped.
 */
export function hasPassed(tick: Tick, before: Moment, now: Moment): boolean {
  const isWatched = before.isPlaying || now.step === before.step + 1;
  return isWatched && isOnScenario(before, now) && before.tick <= tick && now.tick > tick;
}

function isOnScenario(before: Moment, now: Moment): boolean {
  return before.branchId === 0 && now.branchId === 0;
}
