import { chargeWork } from '../core/work';
import type { RaftConfig, ServerId } from './config';
import { SERVER_IDS } from './config';
import type { Configuration, ConfigurationInUse, RaftState, Server } from './state';

/** What a server is started with: the first members know each other, the others know nobody and wait to be added. */
export function initialConfiguration(config: RaftConfig, id: ServerId): ConfigurationInUse {
  const servers = SERVER_IDS.slice(0, config.initialServers ?? config.servers);
  return { index: 0, servers: servers.includes(id) ? servers : [], next: null };
}

/** §6: the latest configuration in the log, committed or not; else the snapshot's; else what it was started with. */
export function latestConfiguration(config: RaftConfig, { id, persistent }: Server): ConfigurationInUse {
  const { log, snapshot } = persistent;
  const offset = snapshot === null ? 0 : snapshot.lastIncludedIndex;
  chargeWork(Math.ceil(log.length / 8));
  for (let position = log.length - 1; position >= 0; position -= 1) {
    const configuration = log[position]?.configuration;
    if (configuration !== undefined) return { index: offset + position + 1, ...configuration };
  }
  if (snapshot !== null) return { index: snapshot.lastIncludedIndex, ...snapshot.configuration };
  return initialConfiguration(config, id);
}

export function isMember({ servers, next }: Configuration, id: ServerId): boolean {
  return servers.includes(id) || next?.includes(id) === true;
}

/** Every server that one of the two halves names, each once. */
export function members({ servers, next }: Configuration): readonly ServerId[] {
  if (next === null) return servers;
  return [...servers, ...next.filter((id) => !servers.includes(id))];
}

/** True when enough members `agree`: a majority, and while the configuration is joint a majority of each half (§6). */
export function hasQuorum(state: RaftState, configuration: Configuration, agrees: (id: ServerId) => boolean): boolean {
  const { servers, next } = configuration;
  return isQuorumOf(state, servers, agrees) && (next === null || isQuorumOf(state, next, agrees));
}

function isQuorumOf(state: RaftState, servers: readonly ServerId[], agrees: (id: ServerId) => boolean): boolean {
  let count = 0;
  for (const id of servers) if (agrees(id)) count += 1;
  return count >= quorumSize(state, servers.length);
}

/** How many of `count` servers decide; with the rule off, half of them. */
export function quorumSize({ config }: RaftState, count: number): number {
  return config.rules.majorityQuorum ? Math.floor(count / 2) + 1 : Math.max(1, Math.floor(count / 2));
}
