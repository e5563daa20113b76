import * as z from 'zod/mini';
import { SERVER_IDS, VALUE_CHARACTERS_MAX } from './config';

const server = z.enum(SERVER_IDS);
const milliseconds = z.int().check(z.minimum(0), z.maximum(60_000));
const perMille = z.int().check(z.minimum(0), z.maximum(1000));
const servers = z.array(server).check(z.minLength(1), z.maxLength(SERVER_IDS.length));

/** How one link treats its messages, one direction. What is left out is as configured for all. */
const linkOptions = z.strictObject({
  dropPerMille: z.exactOptional(perMille),
  duplicatePerMille: z.exactOptional(perMille),
  delayMinMs: z.exactOptional(milliseconds),
  delayMaxMs: z.exactOptional(milliseconds),
  /** False: no message overtakes an earlier one. */
  reorder: z.exactOptional(z.boolean()),
});

/** How one server's machine runs. What is left out is as configured for all. */
const processOptions = z.strictObject({
  timerRatePerMille: z.exactOptional(z.int().check(z.minimum(100), z.maximum(10_000))),
  diskLatencyMinMs: z.exactOptional(milliseconds),
  diskLatencyMaxMs: z.exactOptional(milliseconds),
});

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
  z.strictObject({ type: z.literal('restart'), server, disk: z._default(z.boolean(), true) }),
  /** The process stands still and keeps its memory; its timers and what is delivered to it wait. */
  z.strictObject({ type: z.literal('pause'), server }),
  z.strictObject({ type: z.literal('resume'), server }),
  /** A client asks a server, or whoever leads, to append `value`. `key=value` sets a key, any other text counts itself. */
  z.strictObject({
    type: z.literal('clientRequest'),
    server: z.exactOptional(server),
    value: z.string().check(z.minLength(1), z.maxLength(VALUE_CHARACTERS_MAX)),
  }),
  /** Only servers of one group reach each other; a server in no group reaches nobody. Takes the place of an earlier one. */
  z.strictObject({
    type: z.literal('partition'),
    groups: z.array(servers).check(z.minLength(1), z.maxLength(SERVER_IDS.length)),
  }),
  /** The network is whole again: no partition, and every link as configured. */
  z.strictObject({ type: z.literal('heal') }),
  /** Sets one link's options, one direction; with none given it is as configured again. */
  z.strictObject({ type: z.literal('link'), from: server, to: server, ...linkOptions.shape }),
  /** Sets one server's clock and disk; with no option given they are as configured again. */
  z.strictObject({ type: z.literal('process'), server, ...processOptions.shape }),
  /** §6: the leader changes the membership to these servers. */
  z.strictObject({ type: z.literal('reconfigure'), servers }),
  /** §7: the server writes its applied state down as a snapshot and discards the log up to there. */
  z.strictObject({ type: z.literal('snapshot'), server }),
  /** Dissertation §3.10: the leader brings `to` up to date and has it stand for election at once. */
  z.strictObject({ type: z.literal('transferLeadership'), to: server }),
]);

export type RaftCommand = z.infer<typeof raftCommand>;
export type LinkOptions = z.infer<typeof linkOptions>;
export type ProcessOptions = z.infer<typeof processOptions>;
