import type { TraceTexts } from '@/components/lab-shell/view/derive-trace';
import type { Words } from '@/components/lab-shell/view/words';
import { SERVER_NODE, TICKS_PER_MILLISECOND } from '@/sim/redis-streams/config';
import type { RedisStreamsTypes } from '@/sim/redis-streams/lab';
import { requestName } from './messages';

const IDS_NAMED = 3;

/** Ids of entries to be read: the first few, and how many more. */
function idsText(ids: readonly string[], say: Words): string {
  const named = ids.slice(0, IDS_NAMED).join(', ');
  return ids.length <= IDS_NAMED ? named : say('trace.moreIds', { ids: named, count: ids.length - IDS_NAMED });
}

const COMMAND_LENGTH_MAX = 72;

/** A command as it is typed, cut where it is long. */
export function commandText(argv: readonly string[]): string {
  const text = argv.join(' ');
  return text.length > COMMAND_LENGTH_MAX ? `${text.slice(0, COMMAND_LENGTH_MAX - 1)}…` : text;
}

const ids = ({ data }: { readonly data: { readonly ids: readonly string[] } }, say: Words) => ({
  ids: idsText(data.ids, say),
});

/** What an entry says beyond its own fields. */
export const traceTexts: TraceTexts<RedisStreamsTypes> = {
  send: ({ actor, peer = '', data }, say) =>
    'argv' in data
      ? say('trace.request', { actor, command: commandText(data.argv) })
      : say('trace.reply', { peer, kind: say(`replies.${data.kind}`) }),
  receive: ({ actor, peer = '', data }, say) =>
    'argv' in data
      ? say('trace.received', { peer, kind: say(`messages.${requestName(data.kind)}`) })
      : say('trace.gotReply', { actor, kind: say(`replies.${data.kind}`) }),
  drop: ({ actor, peer = '' }) => ({ actor: actor === SERVER_NODE ? peer : actor }),
  delete: ids,
  trim: ({ data: { key, count, unread } }, say) =>
    unread.length === 0 ? {} : say('trace.trimUnread', { key, count, groups: unread.join(', ') }),
  deliver({ data }, say) {
    const words = { ...data, again: '', noack: '', ids: idsText(data.ids, say) };
    if (data.again) return say('trace.deliverAgain', words);
    return data.noack ? say('trace.deliverNoAck', words) : words;
  },
  ack: ({ data }, say) =>
    data.ids.length === 0 ? say('trace.ackNothing', { group: data.group }) : { ids: idsText(data.ids, say) },
  claim({ data }, say) {
    const from = [...new Set(data.from.filter((name) => name !== null))].join(', ');
    const words = { from, to: data.to, ids: idsText(data.ids, say) };
    return from === '' ? say('trace.claimNobodys', words) : words;
  },
  forget: ids,
  work: ({ data }) => ({ ms: Math.round(data.ticks / TICKS_PER_MILLISECOND) }),
  got: ids,
  crash: ({ actor, data: { lost, unfinished } }, say) =>
    lost.length > 0 ? say('trace.crashLost', { actor, ids: idsText(lost, say) }) : { count: unfinished.length },
  lose: ({ actor, data: { what, of, times } }, say) =>
    say(`trace.lose.${what}`, { actor, times, kind: say(`messages.${requestName(of)}`) }),
  restartServer: ({ data: { kept, entries, pending } }, say) =>
    say(`trace.restartServer.${kept}`, { entries, pending }),
  replica: ({ data }, say) => say(`trace.replica.${data.does}`),
  slow: ({ data }) => ({ factor: data.perMille / 1000 }),
  addClient: ({ data }, say) => ({ role: say(`node.roles.${data.role}`) }),
  console({ data }, say) {
    const words = { command: commandText(data.argv) };
    return data.blocked === true ? say('trace.consoleBlocked', words) : words;
  },
};
