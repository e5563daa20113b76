import type { QuestionGenerator } from '../../core/question';
import type { RedisStreamsCommand } from '../command';
import type { RedisStreamsConfig } from '../config';
import { autoclaimReply } from './autoclaim-reply';
import { lostAfterCrash } from './lost-after-crash';
import { nextEntry } from './next-entry';
import { readAfterId } from './read-after-id';
import { xaddReply } from './xadd-reply';
import { xpendingReply } from './xpending-reply';

export type RedisStreamsQuestionId =
  | 'xadd-reply'
  | 'read-after-id'
  | 'xpending-reply'
  | 'next-entry'
  | 'autoclaim-reply'
  | 'lost-after-crash';

/** The lab's questions, each answered by a run. */
export const redisStreamsQuestions: readonly QuestionGenerator<
  RedisStreamsConfig,
  RedisStreamsCommand,
  RedisStreamsQuestionId
>[] = [xaddReply, readAfterId, xpendingReply, nextEntry, autoclaimReply, lostAfterCrash];
