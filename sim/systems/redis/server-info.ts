import type { Context } from './context';
import { STARTUP_BYTES, usedMemory } from './memory';
import type { Reply, ServerState } from './types';

const RELEASES: Readonly<Record<ServerState['version'], string>> = {
  '6.2': '6.2.14',
  '7.0': '7.0.15',
  '7.2': '7.2.6',
  '7.4': '7.4.1',
  '8.2': '8.2.0',
};

type Fields = readonly (readonly [string, string | number])[];
type Section = (context: Context) => Fields;

/**
 * The sections that are modelled, in INFO's order, each with the fields that follow from the model: nothing of the machine, the process
 * or the memory allocator.
 */
const SECTIONS: ReadonlyMap<string, Section> = new Map<string, Section>([
  ['Server', serverFields],
  ['Clients', clientFields],
  ['Memory', memoryFields],
  ['Persistence', persistenceFields],
  ['Replication', replicationFields],
  ['Keyspace', keyspaceFields],
]);
const ALL = ['all', 'default', 'everything'];

/** INFO [section [section ...]]; before 7.0 one section. A section that does not exist is left out. */
export function info(context: Context, argv: readonly string[]): Reply {
  const asked = argv.slice(1).map((name) => name.toLowerCase());
  if (asked.length > 1 && context.server.version === '6.2') return { err: 'ERR syntax error' };
  const wanted = [...SECTIONS].filter(([name]) => {
    return asked.length === 0 || asked.some((one) => ALL.includes(one) || one === name.toLowerCase());
  });
  return wanted
    .map(
      ([name, section]) =>
        `# ${name}\r\n${section(context)
          .map(([field, value]) => `${field}:${value}\r\n`)
          .join('')}`,
    )
    .join('\r\n');
}

function serverFields({ server, env }: Context): Fields {
  const uptime = Math.floor((env.nowMs - server.startedMs) / 1000);
  return [
    ['redis_version', RELEASES[server.version]],
    ['redis_mode', 'standalone'],
    ['server_time_usec', env.nowMs * 1000],
    ['uptime_in_seconds', uptime],
    ['uptime_in_days', Math.floor(uptime / 86_400)],
  ];
}

function clientFields({ server }: Context): Fields {
  return [
    ['connected_clients', server.connections.length],
    ['blocked_clients', server.blocked.length],
    ['clients_in_timeout_table', server.blocked.filter(({ dueMs }) => dueMs !== null).length],
  ];
}

function memoryFields({ server }: Context): Fields {
  return [
    ['used_memory', usedMemory(server)],
    ['used_memory_startup', STARTUP_BYTES],
    ['maxmemory', String(server.options.maxmemory)],
    ['maxmemory_policy', server.options.maxmemoryPolicy],
  ];
}

function persistenceFields({ server }: Context): Fields {
  return [
    ['loading', 0],
    ['rdb_last_save_time', Math.floor((server.snapshot?.savedMs ?? server.startedMs) / 1000)],
  ];
}

function replicationFields({ server }: Context): Fields {
  return [['role', server.isReplica ? 'slave' : 'master']];
}

/** Nothing but the title when there are no keys. `avg_ttl` is an average that a server forms over time: here it is the true one. */
function keyspaceFields({ server, env }: Context): Fields {
  if (server.names.length === 0) return [];
  const expiring = server.expires.filter((expiryMs) => expiryMs !== null);
  const left = expiring.map((expiryMs) => Math.max(Number(expiryMs) - env.nowMs, 0));
  const average = left.length === 0 ? 0 : Math.floor(left.reduce((sum, ms) => sum + ms, 0) / left.length);
  return [['db0', `keys=${server.names.length},expires=${expiring.length},avg_ttl=${average}`]];
}
