import { type AmqpCommand, amqpCommand } from '@/sim/amqp/command';
import type { AmqpStore } from './edits';

/** Why something could not be done: the broker's own words, or those of the model. */
export interface Refusal {
  readonly by: 'broker' | 'lab';
  readonly text: string;
}

/** Does what a person asked for; null when it was done. */
export function act(store: AmqpStore, command: AmqpCommand): Refusal | null {
  const checked = amqpCommand.safeParse(command);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    return { by: 'lab', text: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}` };
  }
  const before = store.getState();
  before.dispatch(checked.data);
  const now = store.getState();
  if (now.notice?.kind === 'refused' && now.notice !== before.notice) {
    now.dismissNotice();
    return { by: 'lab', text: now.notice.message };
  }
  if (now.record === before.record) return null;
  const closed = now.record.trace.find(
    (entry) => entry.kind === 'channel-closed' || entry.kind === 'connection-closed',
  );
  if (closed === undefined) return null;
  return { by: 'broker', text: `${closed.data.code} ${closed.data.text}` };
}
