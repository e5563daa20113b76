import type { TraceEntry } from '../../core/simulation';
import { readyMessages } from '../broker/ready';
import { TICKS_PER_MILLISECOND } from '../config';
import type { AmqpState } from '../state';
import type { AmqpStep } from './broker-lab';

/** One step on one line: number, milliseconds, cause, and after the arrow everything that it traced. */
export function transcriptLine({ step, tick, cause, trace, violations }: AmqpStep): string {
  const time = (tick / TICKS_PER_MILLISECOND).toFixed(3).padStart(9);
  const said = trace.map(entryText).join('; ');
  const broken = violations.map(({ name, values }) => ` !! ${name}: ${JSON.stringify(values)}`).join('');
  return `${String(step).padStart(4)} ${time} ms  ${causeText(cause).padEnd(23)}  ${said}${broken}`.trimEnd();
}

/** Where everybody stands, a line for each queue, client and member of a quorum queue. */
export function stateLines({ broker, clients, quorumGroups, observations }: AmqpState): string[] {
  const queues = broker.queues.map((queue) => {
    const ready = readyMessages(queue).map(({ message }) => message.body);
    const gone = Object.entries(observations.figures[queue.name]?.gone ?? {}).map(([reason, n]) => ` ${reason}=${n}`);
    return `${queue.name}: ready [${ready.join(' ')}], unacked ${queue.unackedCount}${gone.join('')}`;
  });
  const people = clients.map((client) => {
    const { id, status } = client;
    if (client.kind === 'publisher') {
      const { made, sent, confirmed, refused, returned, replied, unconfirmed } = client;
      return `${id} ${status}: made ${made}, sent ${sent}, confirmed ${confirmed}, refused ${refused}, returned ${returned}, replied ${replied}, unconfirmed ${unconfirmed.length}`;
    }
    const { received, done, failed, lost, held } = client;
    const holds = held.map(({ body }) => body).join(' ');
    return `${id} ${status}: received ${received}, done ${done}, failed ${failed}, lost ${lost}, holds [${holds}]`;
  });
  const members = quorumGroups.flatMap(({ queue, members: all }) =>
    all.map(
      ({ node, role, term, firstIndex, log, commitIndex }) =>
        `${queue} on ${node}: ${role}, term ${term}, log to ${firstIndex + log.length - 1}, committed ${commitIndex}`,
    ),
  );
  return [...queues, ...people, ...members];
}

function causeText(cause: AmqpStep['cause']): string {
  if (cause.type === 'start') return 'start';
  if (cause.type === 'command') return `command ${cause.command.type}`;
  const { event } = cause;
  if (event.type === 'arrive') return `arrive #${event.transit.id}`;
  if (event.type === 'quorumMessage') return `quorum #${event.message.id}`;
  return 'client' in event ? `${event.type} ${event.client}` : event.type;
}

function entryText({ kind, actor, peer, message, data }: TraceEntry): string {
  const who = peer === undefined ? actor : `${actor} ${kind === 'receive' || kind === 'drop' ? '<-' : '->'} ${peer}`;
  const number = message === undefined ? '' : ` #${message}`;
  const details = Object.entries(data ?? {}).map(
    ([key, value]) => ` ${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return `${kind} ${who}${number}${details.join('')}`;
}
