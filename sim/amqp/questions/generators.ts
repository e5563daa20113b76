import { afterTheNack } from './after-the-nack';
import { streamOffset } from './stream-offset';
import { whatItHolds } from './what-it-holds';
import { whichQueues } from './which-queues';
import { whyDeadLettered } from './why-dead-lettered';

/** AMQP's question generators. */
export const amqpQuestions = [whichQueues, whatItHolds, afterTheNack, whyDeadLettered, streamOffset];
