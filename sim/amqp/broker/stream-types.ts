import type { Message } from './message';

/** What is written to a stream at one time: one message, or, without one, what the stream keeps about its publishers. */
export interface StreamChunk {
  readonly offset: number;
  readonly message: Message | null;
  readonly writtenMs: number;
}

/** A file of a stream: chunks in the order of their offsets. */
export interface StreamSegment {
  readonly chunks: StreamChunk[];
  bytes: number;
}

/** A stream's messages (osiris_log). */
export interface StreamLog {
  /** Oldest first; the last one is written to. Only a new stream's is empty. */
  segments: StreamSegment[];
  /** Deleted segments that a consumer still reads: it has the file open. */
  removed: StreamSegment[];
  nextOffset: number;
  /** A segment was begun since it was last looked at which ones are too much. */
  isNewSegment: boolean;
  /** Channels that have ever published to it. */
  writers: number;
  /** How many messages it had when that was last counted, which is every five seconds, and when it changed after that. */
  counted: number;
  changedMs: number;
}

/** Where a consumer of a stream reads. */
export interface StreamReader {
  /** The next offset. */
  at: number;
  /** Messages before this offset are passed over. */
  readonly from: number;
  /** The first offset of the segment that it has open. */
  segment: number;
}
