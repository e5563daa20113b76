import type { Channel, Connection } from './types';
import type { Work } from './work';

/** Where a method came in. */
export interface Caller {
  readonly work: Work;
  readonly connection: Connection;
  readonly channel: Channel;
}
