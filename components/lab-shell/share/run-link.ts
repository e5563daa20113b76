import type { Position } from '@/sim/core/timeline';
import type { LabSession } from '../run/lab-session';

/** What an address asks for. */
export type RunRequest =
  | { readonly type: 'run'; readonly text: string; readonly position: Position | null }
  | { readonly type: 'scenario'; readonly id: string }
  | { readonly type: 'none' };

/** Servers and proxies cut longer addresses off; 16 KB is what Node reads of all headers together. */
const LINK_CHARACTERS_MAX = 8_000;

/** Reads `?run=…&at=step-tick` or `?scenario=…`. An `at` that makes no sense is ignored: the run is still the run. */
export function readRunRequest(search: string): RunRequest {
  const parameters = new URLSearchParams(search);
  const text = parameters.get('run');
  if (text !== null) return { type: 'run', text, position: readPosition(parameters.get('at')) };
  const id = parameters.get('scenario');
  return id === null ? { type: 'none' } : { type: 'scenario', id };
}

function readPosition(at: string | null): Position | null {
  const [, step, tick] = /^(\d{1,9})-(\d{1,16})$/.exec(at ?? '') ?? [];
  return step === undefined || tick === undefined ? null : { step: Number(step), tick: Number(tick) };
}

/** The query that leads to this run and this moment; null when it would be too long for a link, or no simulation made the run, or what writes it cannot be fetched. */
export async function runQuery(session: LabSession): Promise<string | null> {
  const { step, tick, knownEnd } = session.player.getState();
  const link = (await session.simulated?.link().catch(() => null)) ?? null;
  if (link === null || link.length > LINK_CHARACTERS_MAX) return null;
  const isAtEnd = step === knownEnd.step && tick === knownEnd.tick;
  return isAtEnd ? `run=${link}` : `run=${link}&at=${step}-${tick}`;
}
