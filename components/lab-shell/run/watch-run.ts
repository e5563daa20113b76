import type { LabTypes } from '@/sim/core/lab';
import type { Position } from '@/sim/core/timeline';
import type { LabView } from '../view/lab-view';
import type { Translate } from '../view/texts';
import { createLabStore, type LabStore, type RunOf } from './lab-store';
import { type BoundMessages, bindMessages } from './messages-bind';
import type { StepOf } from './moment';
import { NameIndex } from './name-index';
import { StoryIndex } from './story-index';

export type ScenarioOf<T extends LabTypes> = LabView<T>['lab']['scenarios'][number];

/** A scenario's key events, and what is said at each. */
export interface KeyEventsOf {
  readonly scenarioId: string;
  readonly ids: readonly string[];
  text(id: string, t: Translate): string;
}

export function keyEventsOf<T extends LabTypes>(
  view: LabView<T>,
  { id: scenarioId, keyEvents = [] }: ScenarioOf<T>,
): KeyEventsOf {
  return { scenarioId, ids: keyEvents.map(({ id }) => id), text: (id, t) => view.keyEventText(scenarioId, id, t) };
}

/** A run with what is told of it. */
export interface WatchedRun<T extends LabTypes> {
  readonly store: LabStore<T>;
  readonly messages: BoundMessages | null;
  readonly story: StoryIndex<T>;
  readonly names: NameIndex<T>;
  readonly scenario: ScenarioOf<T> | null;
}

interface WatchOptions<T extends LabTypes> {
  readonly position?: Position | undefined;
  readonly scenario?: ScenarioOf<T> | undefined;
}

/** A run as the page has it: it plays at the pace of what the caption tells. */
export function watchRun<T extends LabTypes>(
  view: LabView<T>,
  run: RunOf<T>,
  { position, scenario }: WatchOptions<T>,
): WatchedRun<T> {
  const { ticksPerRealSecond } = view;
  const names = new NameIndex(run, view.namesIn);
  const newsOf = (record: StepOf<T>) => {
    const telling = view.tell(record, names.read(record.step));
    return typeof telling === 'string' ? null : telling;
  };
  const story = new StoryIndex<T>(run, newsOf, ticksPerRealSecond);
  let messages: BoundMessages | null = null;
  const store = createLabStore<T>(run, {
    ticksPerRealSecond,
    hasMark: (record) => record.violations.length > 0 || view.mark(record) !== null,
    flights: () => messages?.inFlight() ?? [],
    told: (step) => story.at(step),
    keyEvents: scenario?.keyEvents ?? [],
    position,
  });
  messages = view.messages === undefined ? null : bindMessages(view.messages, store, () => names.read(run.step));
  return { store, messages, story, names, scenario: scenario ?? null };
}
