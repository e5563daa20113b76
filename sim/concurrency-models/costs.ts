import measured from './measured-costs.json' with { type: 'json' };

/** The four models, in the order in which they are shown. */
export const MODELS = ['process', 'thread', 'greenlet', 'coroutine'] as const;
export type Model = (typeof MODELS)[number];

type PerModel = Readonly<Record<Model, number>>;

/** What it takes to make one, to switch to another one, and what one holds while it waits. */
export interface Costs {
  readonly createUs: PerModel;
  readonly switchUs: PerModel;
  readonly bytes: PerModel;
}

const { createUs, switchUs, bytes } = measured;

/** Medians of what was measured. A process is a fork that has not touched its memory; a coroutine is a task, since a loop has to run it. */
export const defaultCosts: Costs = {
  createUs: {
    process: createUs.fork.median,
    thread: createUs.thread.median,
    greenlet: createUs.greenlet.median,
    coroutine: createUs.task.median,
  },
  switchUs: {
    process: switchUs.fork.median,
    thread: switchUs.thread.median,
    greenlet: switchUs.greenlet.median,
    coroutine: switchUs.task.median,
  },
  bytes: {
    process: bytes.fork.median,
    thread: bytes.thread.median,
    greenlet: bytes.greenlet.median,
    coroutine: bytes.task.median,
  },
};
