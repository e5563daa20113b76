import type { Status } from '@/components/ui/state-palette';
import type { LabTypes } from '@/sim/core/lab';
import type { Tick } from '@/sim/core/simulation';
import type { MomentOf } from '../run/moment';
import type { KindOf } from './derive-trace';
import type { ShownLab } from './lab-view';
import type { MessageKind, MessageShape, MessagesView } from './messages-view';
import { type Names, NO_NAMES } from './messages-view';
import { valueText, wordsOf } from './words';

type Body = Readonly<Record<string, unknown>>;

/** A message as it lies in the queue of events. */
export interface QueuedMessage {
  readonly id: number;
  readonly from: string;
  readonly to: string;
  readonly sentTick: Tick;
  readonly kind: string;
  /** Its fields by their names in the source, or how to make them when somebody looks. */
  readonly body: Body | (() => Body);
  /** What it carries or answers for, by the names on the stage: while the caption follows that, it is given time. */
  readonly about?: readonly string[];
  /** Beside it on the stage: without it, the first of what it is about. */
  readonly label?: string;
  /** How much of its way it comes; 1 without it. */
  readonly reach?: number;
}

/** How far a message comes that the network loses: the models lose it half-way. */
export const LOST_AT = 0.5;

/** Where a client's request or the reply to it is going, in a lab with one server. */
export function wayOf(client: string, server: string, isRequest: boolean): Pick<QueuedMessage, 'from' | 'to'> {
  return isRequest ? { from: client, to: server } : { from: server, to: client };
}

/** The messages of a lab, from the events that deliver them. A kind's name is `messages.<kind>`. */
export interface MessageParts<T extends LabTypes> {
  readonly kinds: Readonly<Record<string, { readonly shape: MessageShape; readonly status: Status }>>;
  /** The message that an event delivers; null for an event that delivers none. */
  of(event: T['Event'], names: Names): QueuedMessage | null;
  /** Messages that lie in the state, not in the queue. */
  within?(state: T['State'], names: Names): readonly (QueuedMessage & { readonly dueTick: Tick })[];
  /** The kinds that can be on their way in this run as it stands; all of them without it. */
  occur?(state: T['State']): readonly string[];
  /** How long the place where a message was lost stays visible. */
  readonly lostShownTicks: Tick;
  /** What comes to a paused process is delivered once more after the pause: until then it leaves no entry and has not ended its way. */
  readonly isDeliveredAfterPause?: boolean;
  /** What these entries make of their actor's lane in the space-time diagram; null: what it was before it was paused. */
  readonly lanes?: {
    readonly [Kind in KindOf<T>]?:
      | Status
      | null
      | ((entry: Extract<T['Trace'], { readonly kind: Kind }>) => Status | undefined);
  };
}

type Lane = Status | null | ((entry: never) => Status | undefined);

const FIELD_LENGTH_MAX = 400;

/** What is in flight, what was lost (an entry `drop` says so), a message's fields, and the space-time diagram. */
export function deriveMessages<T extends LabTypes>(lab: ShownLab<T>, parts: MessageParts<T>): MessagesView<T> {
  const { of, within, occur, lostShownTicks, isDeliveredAfterPause = false } = parts;
  const lanes = new Map<string, Lane | undefined>(Object.entries<Lane | undefined>(parts.lanes ?? {}));
  const kinds: Readonly<Record<string, MessageKind>> = Object.fromEntries(
    Object.entries(parts.kinds).map(([kind, { shape, status }]) => [
      kind,
      { shape, state: status, label: (t) => wordsOf(lab.simulation.id, t)(`messages.${kind}`) },
    ]),
  );
  const names = Object.keys(kinds);
  const inFlight = ({ state, queue }: MomentOf<T>, named: Names = NO_NAMES) => [
    ...(within?.(state, named) ?? []).map(labelled),
    ...queue.flatMap(({ dueTick, event }) => {
      const message = of(event, named);
      return message === null ? [] : [{ ...labelled(message), dueTick }];
    }),
  ];
  return {
    kinds,
    kindsThatOccur: (state) => occur?.(state) ?? names,
    inFlight,
    lost: ({ cause, trace }) => {
      const message = cause.type === 'event' ? of(cause.event, NO_NAMES) : null;
      if (message === null || !trace.some(({ kind }) => kind === 'drop')) return [];
      return [{ ...message, at: message.reach ?? 1 }];
    },
    lostShownTicks,
    inspect(moment, messageId) {
      const message = inFlight(moment).find(({ id }) => id === messageId);
      if (message === undefined) return [];
      const body = typeof message.body === 'function' ? message.body() : message.body;
      return Object.entries(body).map(([name, value]) => ({ name, value: shortened(valueText(value)) }));
    },
    laneStart: 'ok',
    spaceTime({ cause, trace }) {
      const states = trace.flatMap((entry) => {
        const lane = lanes.get(entry.kind);
        const state = typeof lane === 'function' ? lane(entry as never) : lane;
        return state === undefined ? [] : [{ nodeId: entry.actor, state }];
      });
      const message = cause.type === 'event' ? of(cause.event, NO_NAMES) : null;
      if (message === null || (isDeliveredAfterPause && trace.length === 0)) return { states, ended: [] };
      const isLost = trace.some(({ kind }) => kind === 'drop');
      return { states, ended: [{ ...message, at: message.reach ?? 1, isLost }] };
    },
  };
}

function labelled<Message extends QueuedMessage>(message: Message) {
  const { about = [], reach = 1 } = message;
  return { label: aboutLabel(about), ...message, reach };
}

/** The first name, and how many more there are. */
export function aboutLabel([first = '', ...more]: readonly string[]): string {
  return more.length === 0 ? first : `${first} +${more.length}`;
}

function shortened(text: string): string {
  return text.length > FIELD_LENGTH_MAX ? `${text.slice(0, FIELD_LENGTH_MAX - 1)}…` : text;
}
