/** A place on the map of the stack, in the order in which a request comes by; `id` names its texts in `home.map.places`. */
export interface Place {
  readonly id: PlaceId;
  /** The number of the topic that teaches it; null for the client, which is outside. */
  readonly topic: string | null;
  /** Column and row on a wide screen, from 1. */
  readonly column: number;
  readonly row: number;
  /** The lines that leave it towards a neighbour or along the bus beside the third column. */
  readonly lines: readonly Line[];
  /** It does not carry the request: it keeps watch over another place. */
  readonly isWatcher?: true;
}

export type PlaceId =
  | 'client'
  | 'uvicorn'
  | 'fastapi'
  | 'asyncpg'
  | 'aioredis'
  | 'aioPika'
  | 'rabbitmq'
  | 'keda'
  | 'celery'
  | 'gevent'
  | 'libev'
  | 'streams'
  | 'sentinel'
  | 'sse';

/** `up-two` passes over an empty row; `bus` is the stem that the third column's calls share, `from-bus` the end of one. */
export type Line = 'right' | 'left' | 'up' | 'up-two' | 'down' | 'bus' | 'from-bus' | 'both-left' | 'watch-down';

export const places: readonly Place[] = [
  { id: 'client', topic: null, column: 1, row: 1, lines: ['right'] },
  { id: 'uvicorn', topic: '05', column: 2, row: 1, lines: ['right'] },
  { id: 'fastapi', topic: '01', column: 3, row: 1, lines: ['right', 'bus'] },
  { id: 'asyncpg', topic: '01', column: 4, row: 1, lines: [] },
  { id: 'aioredis', topic: '01', column: 4, row: 2, lines: ['from-bus'] },
  { id: 'aioPika', topic: '03', column: 4, row: 3, lines: ['from-bus', 'down'] },
  { id: 'rabbitmq', topic: '03', column: 4, row: 4, lines: ['left'] },
  { id: 'keda', topic: '11', column: 3, row: 3, lines: ['watch-down'], isWatcher: true },
  { id: 'celery', topic: '04', column: 3, row: 4, lines: ['left'] },
  { id: 'gevent', topic: '05', column: 2, row: 4, lines: ['both-left', 'up'] },
  { id: 'libev', topic: '05', column: 1, row: 4, lines: [] },
  { id: 'streams', topic: '07', column: 2, row: 3, lines: ['left'] },
  { id: 'sentinel', topic: '12', column: 2, row: 2, lines: ['watch-down'], isWatcher: true },
  { id: 'sse', topic: '08', column: 1, row: 3, lines: ['up-two'] },
];

/** A stop of the request. Its caption is `home.map.stops.<id>`. */
export interface Stop {
  readonly id: StopId;
  readonly at: PlaceId;
  /** What it passes on the way there, on a wide screen: the bus, or another place. */
  readonly by?: 'bus' | PlaceId;
  /** On the way back, with the result. */
  readonly isReturning?: true;
}

export type StopId =
  | 'ask'
  | 'accept'
  | 'route'
  | 'query'
  | 'cache'
  | 'publish'
  | 'queue'
  | 'take'
  | 'run'
  | 'wait'
  | 'report'
  | 'push'
  | 'answer';

export const stops: readonly Stop[] = [
  { id: 'ask', at: 'client' },
  { id: 'accept', at: 'uvicorn' },
  { id: 'route', at: 'fastapi' },
  { id: 'query', at: 'asyncpg' },
  { id: 'cache', at: 'aioredis', by: 'bus' },
  { id: 'publish', at: 'aioPika', by: 'bus' },
  { id: 'queue', at: 'rabbitmq' },
  { id: 'take', at: 'celery' },
  { id: 'run', at: 'gevent' },
  { id: 'wait', at: 'libev' },
  { id: 'report', at: 'streams', by: 'gevent', isReturning: true },
  { id: 'push', at: 'sse', isReturning: true },
  { id: 'answer', at: 'client', isReturning: true },
];
