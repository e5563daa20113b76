import { GRADED_RUN, TICK_MAX } from '../limits';

/** A recording that asks for far more work than its length, its steps or its commands tell. */
export interface HostileRecording {
  readonly name: string;
  /** JSON text, as it would be sent. */
  readonly recording: string;
}

/**
 * Writes such recordings for one lab. The commands are all given at the start, before anything else; then the run goes on for as many
 * steps as may be. A run that is carried out to its end is refused then, since it ends nowhere near the clock's end: until then
 * everything has been done.
 */
export function hostileTo({ id, version }: { readonly id: string; readonly version: string }) {
  return (name: string, config: object, commands: readonly object[]): HostileRecording => {
    const recorded = commands.map((command, index) => ({ step: index + 1, tick: 0, command }));
    const end = { step: GRADED_RUN.stepsMax, tick: TICK_MAX };
    const recording = { format: 1, simulation: id, version, seed: 1, config, commands: recorded, end };
    return { name, recording: JSON.stringify(recording) };
  };
}

export function times<Part>(count: number, make: (index: number) => Part): Part[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
