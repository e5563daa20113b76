import type { LabTypes } from '@/sim/core/lab';
import type { Tick } from '@/sim/core/simulation';
import type { LostMessage, MessageInFlight, MessageKind, MessagesView, Names } from '../view/messages-view';
import type { InspectorRow } from '../view/texts';
import type { LabStore } from './lab-store';
import { memoizeMoment } from './memoize-moment';
import type { StepOf } from './moment';
import type { SpaceTimeIndex, SpaceTimeWindow } from './space-time-index';

/** More messages than this in flight are a crowd: each frame has enough to do with them. */
export const CROWD = 200;

/** A lost message with the moment it was lost at. */
export type RecentLoss = LostMessage & { readonly tick: Tick };

/** The messages of one run. What it returns stays the same object until it changes. */
export interface BoundMessages {
  readonly kinds: ReadonlyMap<string, MessageKind>;
  readonly lostShownTicks: Tick;
  /** The kinds of messages that can occur now, by name: those that a legend explains. */
  legendKinds(): readonly string[];
  inFlight(): readonly MessageInFlight[];
  /** Messages lost so short a while ago that it is still shown. */
  recentLosses(): readonly RecentLoss[];
  /** The fields of a message in flight; empty once it has arrived. */
  inspect(messageId: number): readonly InspectorRow[];
  /**
   * What the reader has seen of the current branch between two moments, as lanes of these items and arrows. The index comes with the
   * diagram, which most readers never open.
   */
  spaceTime(Index: typeof SpaceTimeIndex, fromTick: Tick, toTick: Tick, itemIds: readonly string[]): SpaceTimeWindow;
}

export function bindMessages<T extends LabTypes>(
  view: MessagesView<T>,
  store: LabStore<T>,
  names: () => Names,
): BoundMessages {
  const now = () => store.getState();
  let index: SpaceTimeIndex<T> | null = null;
  let shownKinds: readonly string[] = [];

  const legendKindsAt = memoizeMoment((state: T['State']): readonly string[] => {
    const kinds = view.kindsThatOccur(state);
    if (kinds.join() !== shownKinds.join()) shownKinds = kinds;
    return shownKinds;
  });
  const inFlightAt = memoizeMoment((_state: T['State']) => view.inFlight(now().snapshot, names()));
  const messageAt = memoizeMoment((_state: T['State'], messageId: number) => view.inspect(now().snapshot, messageId));
  const lossesAt = memoizeMoment((last: StepOf<T>): readonly RecentLoss[] => {
    const losses: RecentLoss[] = [];
    for (let step = last.step; step >= 0; step -= 1) {
      const record = now().run.record(step);
      if (record.tick < last.tick - view.lostShownTicks) break;
      for (const loss of view.lost(record)) losses.push({ ...loss, tick: record.tick });
    }
    return losses;
  });
  const inFlight = () => inFlightAt(now().snapshot.state);
  return {
    kinds: new Map(Object.entries(view.kinds)),
    lostShownTicks: view.lostShownTicks,
    legendKinds: () => legendKindsAt(now().snapshot.state),
    inFlight,
    recentLosses: () => lossesAt(now().record),
    inspect: (messageId) => messageAt(now().snapshot.state, messageId),
    spaceTime(Index, fromTick, toTick, nodeIds) {
      index ??= new Index<T>(now().run, view.laneStart, (record) => view.spaceTime(record));
      return index.read({ fromTick, toTick, nodeIds, inFlight: inFlight(), end: now().seenEnd });
    },
  };
}
