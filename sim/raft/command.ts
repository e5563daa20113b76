import { z } from 'zod';
import { SERVER_IDS } from './config';

const server = z.enum(SERVER_IDS);

/**
 * What a person can do to the cluster. A command that has no effect at its moment (crashing a crashed server) is a step
 * that traces `ignored`; one that names a server outside the cluster is refused.
 */
export const raftCommand = z.discriminatedUnion('type', [
  /** The server's election timeout elapses now. */
  z.strictObject({ type: z.literal('timeout'), server }),
  /** The process stops; what it held in memory is lost, its messages on the way are not. */
  z.strictObject({ type: z.literal('crash'), server }),
  /** The process starts again, with what is on its disk or, against the rules, with an empty disk. */
  z.strictObject({ type: z.literal('restart'), server, disk: z.boolean().default(true) }),
]);

export type RaftCommand = z.infer<typeof raftCommand>;
