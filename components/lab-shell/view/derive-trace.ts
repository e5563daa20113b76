import type { Status } from '@/components/ui/state-palette';
import type { LabTypes } from '@/sim/core/lab';
import type { TraceEntry } from '@/sim/core/simulation';
import type { StepOf } from '../run/moment';
import type { LabView, ShownLab, Telling } from './lab-view';
import { type Names, NO_NAMES } from './messages-view';
import { type Values, valueText, type Words, wordsOf } from './words';

/** The kinds of entries that a lab's steps write. */
export type KindOf<T extends LabTypes> = T['Trace']['kind'];

/** What a kind of entry says beyond its text with its own data: other values for the gaps, the whole sentence, or nothing (null). */
export type TraceTexts<T extends LabTypes> = {
  readonly [Kind in KindOf<T>]?: (
    entry: Extract<T['Trace'], { readonly kind: Kind }>,
    say: Words,
  ) => Values | string | null;
};

export interface TraceParts<T extends LabTypes> {
  /** Kinds worth a mark on the scrub bar, the heaviest first; where not each of a kind is, a function says which. */
  readonly marks: {
    readonly [Kind in KindOf<T>]?:
      | Status
      | ((entry: Extract<T['Trace'], { readonly kind: Kind }>, step: StepOf<T>) => Status | null);
  };
  /** How other kinds are: the icon beside their sentence. */
  readonly tones?: {
    readonly [Kind in KindOf<T>]?: Status | ((entry: Extract<T['Trace'], { readonly kind: Kind }>) => Status);
  };
  /** What a step is about: of what it wrote, the kind that stands first here. Marks come before all that is not named. */
  readonly order?: readonly KindOf<T>[];
  /** An entry that is said before all others, whatever its kind. */
  isUrgent?(entry: T['Trace']): boolean;
  /** Kinds that are no detail of a step: what they tell goes without saying, unless the step did nothing else. */
  readonly asides?: readonly KindOf<T>[];
  readonly traceTexts?: TraceTexts<T>;
  /** What an entry's actor or peer is called; without it, by its id. */
  nameOf?(id: string, say: Words): string;
  /** The name that an entry gives to a number (`data.number`) that others go by; their sentences have it as `{message}`. */
  names?(entry: T['Trace']): readonly [number: number, name: string] | null;
  /** The messages or entries that an entry is about, by their names on the stage: the caption follows one of them. */
  about?(entry: T['Trace'], names: Names): readonly string[];
  /** Kinds that end the story of what they are about. */
  readonly ends?: readonly KindOf<T>[];
  /** Kinds that begin some work on what they are about. */
  readonly lasting?: readonly KindOf<T>[];
  /** What is told whatever the caption follows; without it, what has a mark. */
  interrupts?(entry: T['Trace']): boolean;
  /** What is told only to who steps to it; without it, what comes and goes. */
  isRoutine?(entry: T['Trace']): boolean;
  /** Kinds that are never told: where something stands on the stage, what the system keeps for itself. */
  readonly housekeeping?: readonly KindOf<T>[];
  /** What to say of an event that wrote nothing; null: that nothing happened. */
  silent?(event: T['Event'], say: Words): string | null;
}

type MarkStatus<T extends LabTypes> = Status | ((entry: never, step: StepOf<T>) => Status | null);
type Tone = Status | ((entry: never) => Status);
type TraceText = (entry: never, say: Words) => Values | string | null;

const DETAILS_MAX = 12;

/** Messages that come and go are what a step is about only when it did nothing else. */
const COMING_AND_GOING = ['receive', 'send'];
const LAST = ['drop', ...COMING_AND_GOING];

/** A step as a sentence, its details and its mark, from the entries that it wrote. */
export function deriveTrace<T extends LabTypes>(
  lab: ShownLab<T>,
  parts: TraceParts<T>,
): Pick<LabView<T>, 'describe' | 'mark' | 'tell' | 'namesIn'> {
  const { marks, tones = {}, order = [], isUrgent, asides = [], traceTexts = {}, nameOf = (id) => id, silent } = parts;
  const marked = Object.keys(marks);
  const first = [...order, ...marked.filter((kind) => !order.includes(kind as KindOf<T>))];
  const rankOf = (entry: T['Trace']): number => {
    if (isUrgent?.(entry) === true) return -1;
    const { kind } = entry;
    const at = first.indexOf(kind);
    return at !== -1 ? at : first.length + 1 + LAST.indexOf(kind);
  };
  const markStatuses = new Map(Object.entries<MarkStatus<T> | undefined>(marks).flatMap(known));
  const toneStatuses = new Map(Object.entries<Tone | undefined>(tones).flatMap(known));
  const markOf = (entry: T['Trace'], step: StepOf<T>): Status | null => {
    const status = markStatuses.get(entry.kind) ?? null;
    return typeof status === 'function' ? status(entry as never, step) : status;
  };
  const toneOf = (entry: T['Trace']): Status | null => {
    const tone = toneStatuses.get(entry.kind) ?? null;
    return typeof tone === 'function' ? tone(entry as never) : tone;
  };
  const ownTexts = new Map(Object.entries<TraceText | undefined>(traceTexts).flatMap(known));

  function sentence(entry: T['Trace'], say: Words, named: Names): string | null {
    const special = ownTexts.get(entry.kind)?.(entry as never, say);
    if (special === null || typeof special === 'string') return special;
    const { actor, peer } = entry;
    const names = { actor: nameOf(actor, say), peer: peer === undefined ? '' : nameOf(peer, say) };
    const number = numberOf(entry);
    const message = number === null ? {} : { message: named.get(number) ?? `#${number}` };
    const values = { ...valuesOf(entry), ...message, ...names, ...special };
    const reason = entry.data?.reason;
    const variant = `trace.${entry.kind}.${String(reason)}`;
    return say(reason !== undefined && say.has(variant) ? variant : `trace.${entry.kind}`, values);
  }

  const mainOf = (trace: readonly T['Trace'][]) =>
    trace.reduce<T['Trace'] | undefined>(
      (best, entry) => (best === undefined || rankOf(entry) < rankOf(best) ? entry : best),
      undefined,
    );

  return {
    tell: (step, named = NO_NAMES) => tellingOf(step, mainOf(step.trace), parts, named),
    ...(parts.names === undefined ? {} : { namesIn: ({ trace }) => trace.flatMap((entry) => namedBy(entry, parts)) }),
    describe(step, t, named = NO_NAMES) {
      const { cause, trace } = step;
      const say = wordsOf(lab.simulation.id, t);
      if (cause.type === 'start') return { summary: say('trace.runStart'), details: [], state: null };
      const main = mainOf(trace);
      if (main === undefined) {
        const text = cause.type === 'event' ? silent?.(cause.event, say) : null;
        return { summary: text ?? say('trace.nothing', { name: nameOfCause(cause) }), details: [], state: null };
      }
      const summary = sentence(main, say, named) ?? say('trace.nothing', { name: nameOfCause(cause) });
      const others = trace.flatMap((entry) => {
        const text = entry === main || asides.includes(entry.kind) ? null : sentence(entry, say, named);
        return text === null || text === summary ? [] : [text];
      });
      return {
        summary,
        details: [...new Set(others)].slice(0, DETAILS_MAX),
        state: markOf(main, step) ?? toneOf(main),
      };
    },
    mark(step) {
      let heaviest: { readonly state: Status; readonly weight: number } | null = null;
      for (const entry of step.trace) {
        const weight = marked.length - marked.indexOf(entry.kind);
        const state = markOf(entry, step);
        if (state !== null && weight > (heaviest?.weight ?? 0)) heaviest = { state, weight };
      }
      return heaviest;
    },
  };
}

/** What a step is for a reader, by the entry that its sentence is about. */
function tellingOf<T extends LabTypes>(
  { cause, trace }: StepOf<T>,
  main: T['Trace'] | undefined,
  {
    marks,
    about,
    ends = [],
    lasting = [],
    interrupts,
    isRoutine = isComingOrGoing,
    housekeeping = [],
    silent,
  }: TraceParts<T>,
  names: Names,
): Telling {
  const isOneOf = (kinds: readonly string[]) => (entry: T['Trace']) => kinds.includes(entry.kind);
  if (main === undefined) {
    const isSaid = cause.type === 'event' && silent?.(cause.event, NOTHING_SAID) !== null;
    return isSaid && silent !== undefined ? 'routine' : 'housekeeping';
  }
  if (isOneOf(housekeeping)(main)) return 'housekeeping';
  if (isRoutine(main)) return 'routine';
  const named = (entries: readonly T['Trace'][]) => [
    ...new Set(entries.flatMap((entry) => about?.(entry, names) ?? [])),
  ];
  return {
    about: named([main, ...trace]),
    kind: main.kind,
    isLasting: isOneOf(lasting)(main),
    ends: named(trace.filter(isOneOf(ends))),
    isKey: interrupts?.(main) ?? Object.hasOwn(marks, main.kind),
  };
}

function isComingOrGoing({ kind }: TraceEntry): boolean {
  return COMING_AND_GOING.includes(kind);
}

function namedBy<T extends LabTypes>(entry: T['Trace'], { names }: TraceParts<T>) {
  const name = names?.(entry) ?? null;
  return name === null ? [] : [name];
}

function numberOf({ data = {} }: TraceEntry): number | null {
  return typeof data.number === 'number' ? data.number : null;
}

/** Where only whether something is said matters. */
const NOTHING_SAID: Words = Object.assign(() => '', { has: () => false });

function known<Value>([key, value]: [string, Value | undefined]): [string, Value][] {
  return value === undefined ? [] : [[key, value]];
}

/** The type of the command or the event that a step carried out. */
function nameOfCause(cause: StepOf<LabTypes>['cause']): string {
  return cause.type === 'start' ? '' : String(Object(cause.type === 'command' ? cause.command : cause.event).type);
}

/** An entry's own fields, flat, for the gaps of its text. */
function valuesOf({ data = {} }: TraceEntry): Values {
  const own = Object.entries(data).map(([name, value]) => [name, typeof value === 'number' ? value : valueText(value)]);
  return Object.fromEntries(own);
}
