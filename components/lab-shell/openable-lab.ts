import type { Node } from '@xyflow/react';
import { LimitExceeded } from '@/sim/core/limits';
import { RecordingMismatch, type RecordingRefusal } from '@/sim/core/recording';
import { recordScenario } from '@/sim/core/scenario';
import { decodeRecording } from '@/sim/core/share-link';
import { CommandRefused } from '@/sim/core/simulation';
import type { Position } from '@/sim/core/timeline';
import { type LabSession, openSession } from './lab-session';
import type { LabView, Translate } from './lab-view';

export type LinkRefusal = RecordingRefusal | 'does-not-fit';

export type OpenedLink =
  | { readonly ok: true; readonly session: LabSession }
  | { readonly ok: false; readonly reason: LinkRefusal };

/** A lab that can be opened without knowing its types. */
export interface OpenableLab {
  readonly id: string;
  readonly scenarios: readonly { readonly id: string; text(t: Translate): { title: string; summary: string } }[];
  /** A scenario at its start, ready to be played; null for one that does not exist. */
  openScenario(id: string): LabSession | null;
  /** A run as it was shared. Stands at `position`, or at the run's end. */
  openLink(text: string, position: Position | null): OpenedLink;
}

/** Closes a view over its types. */
export function defineLabView<
  Config,
  State,
  Command,
  Event,
  ScenarioId extends string,
  FlowNode extends Node,
  Kind extends string,
>(view: LabView<Config, State, Command, Event, ScenarioId, FlowNode, Kind>): OpenableLab {
  const { simulation, scenarios } = view.lab;
  return {
    id: simulation.id,
    scenarios: scenarios.map(({ id }) => ({ id, text: (t) => view.scenarioText(id, t) })),
    openScenario(id) {
      const scenario = scenarios.find((each) => each.id === id);
      return scenario === undefined ? null : openSession(view, recordScenario(simulation, scenario));
    },
    openLink(text, position) {
      const parsed = decodeRecording(text, simulation);
      if (!parsed.ok) return { ok: false, reason: parsed.reason };
      const { recording } = parsed;
      try {
        return { ok: true, session: openSession(view, recording, position ?? recording.end) };
      } catch (error) {
        if (error instanceof RecordingMismatch || error instanceof CommandRefused || error instanceof LimitExceeded) {
          return { ok: false, reason: 'does-not-fit' };
        }
        throw error;
      }
    },
  };
}
