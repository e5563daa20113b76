import recorded from './recorded.json' with { type: 'json' };

/** A program and what it did when it was run: `npm run conformance -- asyncio --record` writes them anew from `programs/`. */
export interface RecordedProgram {
  readonly source: string;
  /** The recorder's events, one on each line. */
  readonly log: string;
}

export const recordedPrograms: Readonly<Record<keyof typeof recorded, RecordedProgram>> = recorded;
