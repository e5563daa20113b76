import type * as z from 'zod/mini';
import type { Tick } from '../core/simulation';
import { type AmqpCommand, amqpCommand } from './command';
import { ticksFromMs } from './config';

/** A command as it is written down: what has a default may be left out. */
export type WrittenCommand = z.input<typeof amqpCommand>;

/** Commands at one moment, in this order, for a scenario. Read when they are looked at: most of a lab's scenarios are never opened. */
export function at(
  milliseconds: number,
  ...commands: readonly WrittenCommand[]
): { tick: Tick; command: AmqpCommand }[] {
  return commands.map((written) => {
    let read: AmqpCommand | undefined;
    return {
      tick: ticksFromMs(milliseconds),
      get command() {
        read ??= amqpCommand.parse(written);
        return read;
      },
    };
  });
}
