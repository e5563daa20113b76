import type { FaultsView, MembershipView } from '@/components/lab-shell/view/faults-view';
import type { RaftCommand } from '@/sim/raft/command';
import { SERVER_IDS, type ServerId } from '@/sim/raft/config';
import { isRunning, type RaftState, type Server } from '@/sim/raft/state';

function serverId(node: string): ServerId {
  const id = SERVER_IDS.find((each) => each === node);
  if (id === undefined) throw new RangeError(`"${node}" is not a server`);
  return id;
}

/** Network and clocks of a Raft cluster. */
export const faultsView: FaultsView<RaftState, RaftCommand> = {
  read({ config, servers, network, processes }) {
    const { dropPerMille, duplicatePerMille, latencyMinMs, latencyMaxMs, reorder, timerRatePerMille } = config;
    return {
      nodes: servers.map(({ id }) => id),
      partition: network.partition,
      links: Object.entries(network.links ?? {}).map(([key, options]) => {
        const [from = '', to = ''] = key.split('>');
        return { from, to, options };
      }),
      usual: { dropPerMille, duplicatePerMille, delayMinMs: latencyMinMs, delayMaxMs: latencyMaxMs, reorder },
      clocks: servers.map(({ id }) => ({
        node: id,
        ratePerMille: processes[id]?.timerRatePerMille ?? timerRatePerMille,
      })),
    };
  },
  partition: (groups) => ({ type: 'partition', groups: groups.map((group) => group.map(serverId)) }),
  heal: () => ({ type: 'heal' }),
  link: (from, to, options) => ({ ...options, type: 'link', from: serverId(from), to: serverId(to) }),
  clock({ config, processes }, node, ratePerMille) {
    const server = serverId(node);
    const { timerRatePerMille: _, ...others } = processes[server] ?? {};
    const isUsual = ratePerMille === config.timerRatePerMille;
    return { type: 'process', server, ...others, ...(isUsual ? {} : { timerRatePerMille: ratePerMille }) };
  },
};

/** The leader of the highest term; null while nobody leads. */
function leaderOf({ servers }: RaftState): Server | null {
  return servers.reduce<Server | null>((best, server) => {
    if (!isRunning(server) || server.volatile.role !== 'leader') return best;
    return best === null || server.persistent.currentTerm > best.persistent.currentTerm ? server : best;
  }, null);
}

/** Membership of a Raft cluster, as its leader knows it. */
export const membershipView: MembershipView<RaftState, RaftCommand> = {
  source: 'Ongaro & Ousterhout, USENIX ATC 2014, §6',
  read(state) {
    const decider = leaderOf(state) ?? state.servers[0];
    const { servers, next } = decider?.configuration ?? { servers: [], next: null };
    const wanted = decider?.volatile?.leader?.wanted ?? null;
    return { members: servers, next: next ?? wanted };
  },
  change: (members) => ({ type: 'reconfigure', servers: members.map(serverId) }),
  refusal: (state, t) => (leaderOf(state) === null ? t('labs.raft.faults.noLeader') : null),
};
