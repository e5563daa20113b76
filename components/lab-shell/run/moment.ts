import type { Moment, StepRecord } from '@/sim/core/engine';
import type { LabTypes } from '@/sim/core/lab';

/** A moment of a lab's run, and one of its steps. */
export type MomentOf<T extends LabTypes> = Moment<T['State'], T['Event']>;
export type StepOf<T extends LabTypes> = StepRecord<T['Command'], T['Event'], T['Trace']>;
