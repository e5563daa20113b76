import { type Edge, type Node, Position } from '@xyflow/react';
import type { LabFlow } from '@/components/lab-shell/stage/nodes/nodes-view';
import type { Snapshot } from '@/sim/core/engine';
import type { LinkOptions } from '@/sim/raft/command';
import { isPartitioned, linkKey } from '@/sim/raft/network';
import { isRunning, type RaftEvent, type RaftState, type Server } from '@/sim/raft/state';
import { clusterConfiguration, isCrowded, membershipOf, type ServerNodeData, serverData } from './server-data';

/** Diameter of a server, in units of the flow. */
export const SERVER_SIZE = 112;

export type ServerNode = Node<ServerNodeData, 'server'>;

/** The faults of one direction of a link. */
export interface LinkFault {
  readonly from: string;
  readonly to: string;
  readonly options: LinkOptions;
}

/** What a line between two servers shows. */
export interface LinkEdgeData extends Record<string, unknown> {
  /** One of the two is down. */
  readonly isDown: boolean;
  /** A partition runs between the two. */
  readonly isCut: boolean;
  /** One of the two is not in the cluster's configuration. */
  readonly isOutside: boolean;
  /** Between so many servers, links that are cut are left out: the servers' groups say it. */
  readonly isCrowded: boolean;
  readonly faults: readonly LinkFault[];
}

export type LinkEdge = Edge<LinkEdgeData, 'link'>;

/** Servers on a ring, s1 at the top, then clockwise; every pair joined by a line. */
export function toFlow({ state }: Snapshot<RaftState, RaftEvent>): LabFlow<ServerNode> {
  const { servers } = state;
  const { configuration, wanted } = clusterConfiguration(state);
  const nodes = servers.map((server, index) => {
    const position = placeOnRing(index, servers.length, isCrowded(state) ? CROWDED_WIDTH : 1);
    const membership = membershipOf(configuration, wanted, server.id);
    const logSide = position.y < -1 ? 'above' : 'below';
    return serverNode(position, serverData(state, server, membership, logSide));
  });
  const outside = new Set(nodes.filter(({ data }) => data.membership === 'outside').map(({ id }) => id));
  const edges = servers.flatMap((server, index) =>
    servers.slice(index + 1).map((other) => linkEdge(state, server, other, outside)),
  );
  return { nodes, edges };
}

function serverNode(position: { x: number; y: number }, data: ServerNodeData): ServerNode {
  const centre = SERVER_SIZE / 2;
  const handle = { x: centre, y: centre, width: 0, height: 0, position: Position.Top };
  return {
    id: data.name,
    type: 'server',
    position,
    width: SERVER_SIZE,
    height: SERVER_SIZE,
    // Known beforehand, together with the handles, so that React Flow need not measure the node each time it changes.
    measured: { width: SERVER_SIZE, height: SERVER_SIZE },
    handles: [
      { ...handle, type: 'source' },
      { ...handle, type: 'target' },
    ],
    data,
  };
}

/** A large cluster's ring is this much wider than high: canvases are, and logs lie side by side. */
const CROWDED_WIDTH = 1.2;

/** A server on the ring, which grows so that neighbours keep a good half of a server, and their logs, apart. */
function placeOnRing(index: number, count: number, width: number): { x: number; y: number } {
  const chord = SERVER_SIZE * 1.7;
  const radius = Math.max(SERVER_SIZE * 1.5, chord / (2 * Math.sin(Math.PI / count)));
  const angle = (2 * Math.PI * index) / count - Math.PI / 2;
  return { x: Math.round(width * radius * Math.cos(angle)), y: Math.round(radius * Math.sin(angle)) };
}

function linkEdge(state: RaftState, from: Server, to: Server, outside: ReadonlySet<string>): LinkEdge {
  const faults = [
    { from: from.id, to: to.id },
    { from: to.id, to: from.id },
  ].flatMap((link) => {
    const options = state.network.links?.[linkKey(link.from, link.to)];
    return options === undefined ? [] : [{ ...link, options }];
  });
  return {
    id: `${from.id}-${to.id}`,
    type: 'link',
    source: from.id,
    target: to.id,
    data: {
      isDown: !isRunning(from) || !isRunning(to),
      isCut: isPartitioned(state, from.id, to.id),
      isOutside: outside.has(from.id) || outside.has(to.id),
      isCrowded: isCrowded(state),
      faults,
    },
  };
}
