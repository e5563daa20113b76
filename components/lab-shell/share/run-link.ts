import type { Position } from '@/sim/core/timeline';
import type { LabSession } from '../run/lab-session';
import type { RunBeginning } from '../run/openable-lab';

/** What an address asks for. */
export type RunRequest =
  | ({ readonly type: 'run'; readonly text: string; readonly position: Position | null } & RunBeginning)
  | { readonly type: 'scenario' | 'challenge'; readonly id: string; readonly position: Position | null }
  | { readonly type: 'config'; readonly text: string }
  | { readonly type: 'none' };

/** Servers and proxies cut longer addresses off; 16 KB is what Node reads of all headers together. */
const LINK_CHARACTERS_MAX = 8_000;

/**
 * Reads `?scenario=…` or `?challenge=…`, with `&run=…` once somebody has acted, and `&at=step-tick`; `?run=…` alone is a run that began
 * as neither. `?config=…` is a run that begins with this configuration, as another lab hands it over. An `at` that makes no sense is ignored: the run is still the run.
 */
export function readRunRequest(search: string): RunRequest {
  const parameters = new URLSearchParams(search);
  const [text, scenarioId, challengeId] = ['run', 'scenario', 'challenge'].map((name) => parameters.get(name));
  const position = readPosition(parameters.get('at'));
  if (typeof text === 'string') {
    return { type: 'run', text, position, scenarioId: scenarioId ?? null, challengeId: challengeId ?? null };
  }
  if (typeof challengeId === 'string') return { type: 'challenge', id: challengeId, position };
  if (typeof scenarioId === 'string') return { type: 'scenario', id: scenarioId, position };
  const config = parameters.get('config');
  return config === null ? { type: 'none' } : { type: 'config', text: config };
}

function readPosition(at: string | null): Position | null {
  const [, step, tick] = /^(\d{1,9})-(\d{1,16})$/.exec(at ?? '') ?? [];
  return step === undefined || tick === undefined ? null : { step: Number(step), tick: Number(tick) };
}

/**
 * The query that leads to this run and this moment; null when it would be too long for a link, or no simulation made the run, or
 * what writes it cannot be fetched.
 */
export async function runQuery(session: LabSession): Promise<string | null> {
  const { simulated, scenarioId, challenge, player } = session;
  const { step, tick, knownEnd } = player.getState();
  const beginning = beginningQuery(scenarioId, challenge?.id ?? null);
  const at = `at=${step}-${tick}`;
  // What a scenario goes on to do is not told: it is found out again from the moment on.
  if (beginning !== null && simulated?.isStart()) return `${beginning}&${at}`;
  const link = (await simulated?.link().catch(() => null)) ?? null;
  if (link === null || link.length > LINK_CHARACTERS_MAX) return null;
  const isAtEnd = step === knownEnd.step && tick === knownEnd.tick;
  return [beginning, `run=${link}`, isAtEnd ? null : at].filter((part) => part !== null).join('&');
}

function beginningQuery(scenarioId: string | null, challengeId: string | null): string | null {
  if (challengeId !== null) return challengeQuery(challengeId);
  return scenarioId === null ? null : scenarioQuery(scenarioId);
}

/** A scenario as it opens. */
export const scenarioQuery = (id: string) => `scenario=${encodeURIComponent(id)}`;

/** A new run with this configuration; what it does not say is as the lab has it. */
export const configQuery = (config: object) => `config=${encodeURIComponent(JSON.stringify(config))}`;

/** What the learner of a challenge finds. */
export const challengeQuery = (id: string) => `challenge=${encodeURIComponent(id)}`;
