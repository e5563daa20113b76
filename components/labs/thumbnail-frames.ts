import { type LabId, labs } from '@/sim/catalog';
import type { Lab } from '@/sim/core/lab';
import { recordScenario } from '@/sim/core/scenario';
import { timelineFromRecording } from '@/sim/core/timeline';

/** Something that happens in a thumbnail, at a share of its length from 0 to 1. */
export interface Happening {
  readonly share: number;
  /** Which of the actors it happens at. */
  readonly actor: number;
  /** Which other one sent what arrives there; null for something that it does by itself. */
  readonly sender: number | null;
}

/** A lab's first scenario as a thumbnail shows it. */
export interface ThumbnailFrames {
  /** Those at which most happens, in the order in which they come up. */
  readonly actors: readonly string[];
  readonly happenings: readonly Happening[];
}

const ACTORS_MAX = 7;
const HAPPENINGS_MAX = 28;

/** Runs a lab's first scenario and notes who did what when. Steps are told one after another, so that silence takes no time. Pure. */
export function thumbnailFrames(labId: LabId): ThumbnailFrames {
  const { simulation, scenarios }: Lab = labs[labId];
  const [scenario] = scenarios;
  if (scenario === undefined) return { actors: [], happenings: [] };
  const timeline = timelineFromRecording(simulation, recordScenario(simulation, scenario));
  const entries: { readonly actor: string; readonly sender: string | null }[] = [];
  for (let step = 1; step <= timeline.knownEnd.step; step += 1) {
    const { trace } = timeline.record(step);
    const received = trace.find(({ kind }) => kind === 'receive');
    // A message is told when it arrives, and of what a step does at one actor only that it does something.
    if (received !== undefined) entries.push({ actor: received.actor, sender: received.peer ?? null });
    else for (const actor of new Set(trace.map((entry) => entry.actor))) entries.push({ actor, sender: null });
  }
  const actors = busiest(entries.map(({ actor }) => actor));
  const shown = entries.filter(({ actor }) => actors.includes(actor));
  const every = Math.max(1, shown.length / HAPPENINGS_MAX);
  const happenings = Array.from({ length: Math.min(shown.length, HAPPENINGS_MAX) }, (_, index) => {
    const entry = shown[Math.floor(index * every)];
    const sender = actors.indexOf(entry?.sender ?? '');
    return {
      share: index / Math.min(shown.length, HAPPENINGS_MAX),
      actor: actors.indexOf(entry?.actor ?? ''),
      sender: sender < 0 ? null : sender,
    };
  });
  return { actors, happenings };
}

function busiest(names: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const chosen = [...counts].toSorted(([, a], [, b]) => b - a).slice(0, ACTORS_MAX);
  return [...counts.keys()].filter((name) => chosen.some(([each]) => each === name));
}
