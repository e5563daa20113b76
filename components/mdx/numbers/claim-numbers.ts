import { type GivenSettings, type NumbersField, type NumbersKit, readChoice, readNumber } from './kit';

/** A consumer of a group, and the rescuer that claims what lies idle. */
export interface ClaimSettings {
  /** COUNT: entries of one XREADGROUP. */
  readonly batch: number;
  /** Seconds of work on one entry. */
  readonly work: number;
  /** When XACK is sent: for each entry after its work, for the batch before any work, or never, with NOACK. */
  readonly ack: 'after' | 'before' | 'noack';
  /** Seconds that an entry must lie idle before it is claimed. */
  readonly minIdle: number;
  /** Seconds between two rounds of XAUTOCLAIM. */
  readonly every: number;
  /** The consumer lives, or dies in the midst of its batch. */
  readonly happens: 'slow' | 'dies';
}

/** What the settings come to, at worst: a round of the rescuer falls on the moment when the first entries are old enough. */
export interface ClaimOutcome {
  /** In the pending list right after the read. */
  readonly pending: number;
  /** Seconds until the batch is done. */
  readonly batchSeconds: number;
  /** Entries that are claimed while their owner lives, and done twice. */
  readonly stolen: number;
  /** Entries that nobody will be given again when the consumer dies. */
  readonly lost: number;
  /** Entries that wait for a rescuer when it dies. */
  readonly stuck: number;
  /** Seconds until the last of them is claimed, at most. */
  readonly wait: number;
  /** Done, but not yet acknowledged, when it dies. */
  readonly doubled: number;
  /** The largest batch that is done before any of it may be claimed. */
  readonly batchMax: number;
}

/** An entry's idle time counts from its delivery: the last of a batch has been idle for the whole batch's work before its turn ends. */
export function claimOutcome({ batch, work, ack, minIdle, every }: ClaimSettings): ClaimOutcome {
  const isAfter = ack === 'after';
  // One that ends at the very second may be claimed first.
  const doneInTime = Math.ceil(minIdle / work) - 1;
  return {
    pending: ack === 'noack' ? 0 : batch,
    batchSeconds: batch * work,
    stolen: isAfter ? Math.max(0, batch - doneInTime) : 0,
    lost: isAfter ? 0 : batch,
    stuck: isAfter ? batch : 0,
    wait: isAfter ? minIdle + every : 0,
    doubled: isAfter ? 1 : 0,
    batchMax: doneInTime,
  };
}

const fields = {
  batch: { type: 'number', min: 1, max: 1000 },
  work: { type: 'number', min: 1, max: 600 },
  ack: { type: 'choice', options: ['after', 'before', 'noack'] },
  minIdle: { type: 'number', min: 1, max: 86_400 },
  every: { type: 'number', min: 1, max: 3600 },
  happens: { type: 'choice', options: ['slow', 'dies'] },
} as const satisfies Record<string, NumbersField>;

/** The rescuer of Eco² as it runs, every 60 s after 300 s, beside a batch of 100 slow entries. */
const example = { batch: 100, work: 4, ack: 'after', minIdle: 300, every: 60, happens: 'slow' } as const;

export function claimSettings(given: GivenSettings): ClaimSettings {
  return {
    batch: readNumber(fields.batch, given.batch, example.batch),
    work: readNumber(fields.work, given.work, example.work),
    ack: readChoice(fields.ack, given.ack, example.ack),
    minIdle: readNumber(fields.minIdle, given.minIdle, example.minIdle),
    every: readNumber(fields.every, given.every, example.every),
    happens: readChoice(fields.happens, given.happens, example.happens),
  };
}

export const claimKit: NumbersKit = {
  fields,
  example,
  read: (given) => ({ ...claimSettings(given) }),
  compute(given) {
    const settings = claimSettings(given);
    const { pending, batchSeconds, stolen, lost, stuck, wait, doubled, batchMax } = claimOutcome(settings);
    const first = [
      { id: 'pending', value: pending },
      { id: 'batchSeconds', value: batchSeconds, unit: 's' as const },
    ];
    if (settings.happens === 'dies') {
      return {
        rows: [
          ...first,
          { id: 'lost', value: lost, isAtMost: lost > 0, isHarm: true },
          { id: 'stuck', value: stuck, isAtMost: stuck > 0 },
          ...(stuck > 0 ? [{ id: 'wait', value: wait, isAtMost: true, unit: 's' as const }] : []),
          { id: 'doubled', value: doubled, isAtMost: doubled > 0, isHarm: true },
        ],
        notes: [{ id: settings.ack === 'after' ? 'idempotent' : 'gone' }],
      };
    }
    const notes = [
      ...(settings.ack !== 'after' ? [{ id: 'nothingToClaim' }] : []),
      ...(settings.ack === 'after' && batchMax === 0 ? [{ id: 'alwaysStolen' }] : []),
      ...(stolen > 0 && batchMax > 0 ? [{ id: 'repair', values: { batchMax, minIdle: batchSeconds } }] : []),
      ...(stolen === 0 && settings.ack === 'after'
        ? [{ id: 'inTime', values: { spare: settings.minIdle - batchSeconds } }]
        : []),
    ];
    return {
      rows: [
        ...first,
        { id: 'stolen', value: stolen, isAtMost: stolen > 0, isHarm: true },
        { id: 'batchMax', value: batchMax },
      ],
      notes,
    };
  },
};
