import { settleAll, takeBackSettlements, takeUnacked } from './channels';
import { AmqpError } from './errors';
import type { BasicAck, BasicNack, BasicRecover, BasicReject, ConfirmSelect } from './frames';
import type { Caller } from './methods';
import { deliverRouted } from './publish';
import type { Settlement } from './settlement';
import { findQueue } from './topology';
import type { Channel, Unacked } from './types';

/** basic.ack, basic.nack and basic.reject. */
export function acknowledge({ work, connection, channel }: Caller, method: BasicAck | BasicNack | BasicReject): void {
  const multiple = method.method === 'basic.reject' ? false : (method.multiple ?? false);
  const outcome: Settlement['outcome'] =
    method.method === 'basic.ack' ? 'ack' : (method.requeue ?? true) ? 'requeue' : 'discard';
  const taken = takeUnacked(channel, method.deliveryTag ?? 0, multiple);
  if (channel.transaction === null) settleAll(work, connection.name, channel, taken, outcome);
  else channel.transaction.settlements.push({ taken, outcome });
}

/** basic.recover: everything unacknowledged goes back to its queue. The reply comes before the redeliveries. */
export function basicRecover({ work, connection, channel }: Caller, method: BasicRecover): void {
  if (!method.requeue) throw new AmqpError('not_implemented', 'requeue=false');
  // 3.10 does not expect that a queue refuses (rabbit_channel:handle_method).
  const isOfStream = ({ queue }: Unacked) => findQueue(work.broker, queue)?.type === 'stream';
  if (work.broker.settings.version === '3.10' && channel.unacked.some(isOfStream)) {
    throw new AmqpError('internal_error', 'a stream takes nothing back');
  }
  if (method.method === 'basic.recover') {
    work.env.send(connection.name, { method: 'basic.recover-ok', channel: channel.number });
  }
  settleAll(work, connection.name, channel, channel.unacked.splice(0), 'requeue');
}

export function confirmSelect({ work, connection, channel }: Caller, method: ConfirmSelect): void {
  if (channel.transaction !== null) {
    throw new AmqpError('precondition_failed', 'cannot switch from tx to confirm mode');
  }
  channel.nextPublishTag ??= 1;
  if (!method.nowait) work.env.send(connection.name, { method: 'confirm.select-ok', channel: channel.number });
}

export function txSelect({ work, connection, channel }: Caller): void {
  if (channel.nextPublishTag !== null) {
    throw new AmqpError('precondition_failed', 'cannot switch from confirm to tx mode');
  }
  channel.transaction ??= { publishes: [], settlements: [] };
  work.env.send(connection.name, { method: 'tx.select-ok', channel: channel.number });
}

/** tx.commit: publishes what the transaction kept, then settles what it acknowledged. */
export function txCommit(caller: Caller): void {
  const { work, connection, channel } = caller;
  const { transaction } = channel;
  if (transaction === null) throw new AmqpError('precondition_failed', 'channel is not transactional');
  channel.transaction = { publishes: [], settlements: [] };
  for (const routed of transaction.publishes) deliverRouted(caller, routed);
  for (const { taken, outcome } of runsOfOutcome(transaction.settlements)) {
    settleAll(work, connection.name, channel, taken, outcome);
  }
  work.env.send(connection.name, { method: 'tx.commit-ok', channel: channel.number });
}

type TransactionSettlement = NonNullable<Channel['transaction']>['settlements'][number];

/** Settlements of one kind in a row are one, oldest delivery first (rabbit_channel:ack_cons). */
function runsOfOutcome(settlements: readonly TransactionSettlement[]): readonly TransactionSettlement[] {
  const runs: TransactionSettlement[] = [];
  for (const { taken, outcome } of settlements) {
    const last = runs.at(-1);
    if (last?.outcome !== outcome) runs.push({ taken, outcome });
    else runs[runs.length - 1] = { taken: byTag([...last.taken, ...taken]), outcome };
  }
  return runs;
}

function byTag(unacked: readonly Unacked[]): Unacked[] {
  return [...unacked].sort((a, b) => a.deliveryTag - b.deliveryTag);
}

/** tx.rollback: what was acknowledged is unacknowledged again, and not redelivered. */
export function txRollback({ work, connection, channel }: Caller): void {
  const { transaction } = channel;
  if (transaction === null) throw new AmqpError('precondition_failed', 'channel is not transactional');
  takeBackSettlements(channel);
  channel.transaction = { publishes: [], settlements: [] };
  work.env.send(connection.name, { method: 'tx.rollback-ok', channel: channel.number });
}
