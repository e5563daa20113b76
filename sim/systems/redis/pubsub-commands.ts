import type { Context } from './context';
import { oldSubcommandError, subcommandSyntaxError } from './errors';
import { matchesPattern } from './patterns';
import type { ConnectionState, Reply } from './types';
import { isSince } from './versions';

/** SUBSCRIBE channel [channel ...] */
export function subscribe(context: Context, argv: readonly string[]): Reply {
  return join(context, 'subscribe', 'channels', argv.slice(1));
}

/** PSUBSCRIBE pattern [pattern ...] */
export function psubscribe(context: Context, argv: readonly string[]): Reply {
  return join(context, 'psubscribe', 'patterns', argv.slice(1));
}

/** UNSUBSCRIBE [channel ...]: without one, from all of them. */
export function unsubscribe(context: Context, argv: readonly string[]): Reply {
  return leave(context, 'unsubscribe', 'channels', argv.slice(1));
}

/** PUNSUBSCRIBE [pattern ...] */
export function punsubscribe(context: Context, argv: readonly string[]): Reply {
  return leave(context, 'punsubscribe', 'patterns', argv.slice(1));
}

/** One message for each channel: the first is the command's reply, the others come behind it. */
function join(context: Context, kind: string, list: 'channels' | 'patterns', names: readonly string[]): Reply {
  const { connection } = context;
  const messages = names.map((name): Reply => {
    if (!connection[list].includes(name)) connection[list].push(name);
    return [kind, name, subscriptions(connection)];
  });
  return firstOf(context, messages);
}

/** A server leaves all channels in the order of a hash table; here in the order in which they were joined. */
function leave(context: Context, kind: string, list: 'channels' | 'patterns', names: readonly string[]): Reply {
  const { connection } = context;
  const left = names.length === 0 ? [...connection[list]] : names;
  if (left.length === 0) return [kind, null, subscriptions(connection)];
  const messages = left.map((name): Reply => {
    connection[list] = connection[list].filter((joined) => joined !== name);
    return [kind, name, subscriptions(connection)];
  });
  return firstOf(context, messages);
}

function firstOf({ env, client }: Context, [first = null, ...others]: readonly Reply[]): Reply {
  for (const message of others) env.push(client, message);
  return first;
}

function subscriptions({ channels, patterns }: ConnectionState): number {
  return channels.length + patterns.length;
}

/** PUBLISH channel message: how many got it; nobody gets it later. */
export function publish({ server, env }: Context, argv: readonly string[]): Reply {
  const [, channel = '', message = ''] = argv;
  let receivers = 0;
  for (const { client, channels } of server.connections) {
    if (!channels.includes(channel)) continue;
    env.push(client, ['message', channel, message]);
    receivers += 1;
  }
  for (const { client, patterns } of server.connections) {
    for (const pattern of patterns) {
      if (!matchesPattern(pattern, channel)) continue;
      env.push(client, ['pmessage', pattern, channel, message]);
      receivers += 1;
    }
  }
  return receivers;
}

/** PUBSUB CHANNELS [pattern] */
export function pubsubChannels({ server }: Context, argv: readonly string[]): Reply {
  if (argv.length > 3) return isSince(server, '7.0') ? subcommandSyntaxError(argv) : oldSubcommandError(argv);
  const pattern = argv[2];
  const all = new Set(server.connections.flatMap(({ channels }) => channels));
  return [...all].filter((channel) => pattern === undefined || matchesPattern(pattern, channel));
}

/** PUBSUB NUMSUB [channel ...] */
export function pubsubNumSub({ server }: Context, argv: readonly string[]): Reply {
  return argv
    .slice(2)
    .flatMap((channel): Reply[] => [
      channel,
      server.connections.filter(({ channels }) => channels.includes(channel)).length,
    ]);
}

/** PUBSUB NUMPAT: how many patterns there are, each counted once. */
export function pubsubNumPat({ server }: Context): Reply {
  return new Set(server.connections.flatMap(({ patterns }) => patterns)).size;
}
