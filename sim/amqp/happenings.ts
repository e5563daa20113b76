import type { Happening } from '../core/happening';
import type { AmqpCommand } from './command';
import type { AmqpEvent, AmqpState } from './state';

/** What a lesson's text beside an AMQP run may wait for. */
export const amqpHappenings = [] as const satisfies readonly Happening<AmqpState, AmqpCommand, AmqpEvent>[];
