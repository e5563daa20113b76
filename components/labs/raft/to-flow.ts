import type { Edge, Node } from '@xyflow/react';
import { type StageBox, TEXT_FLOOR } from '@/components/lab-shell/stage/nodes/fit-view';
import type { LabFlow } from '@/components/lab-shell/stage/nodes/nodes-view';
import { SIDE } from '@/components/lab-shell/stage/nodes/position';
import type { Snapshot } from '@/sim/core/engine';
import type { LinkOptions } from '@/sim/raft/command';
import { isPartitioned, linkKey } from '@/sim/raft/network';
import { isRunning, type RaftEvent, type RaftState, type Server } from '@/sim/raft/state';
import { clusterConfiguration, isCrowded, membershipOf, type ServerNodeData, serverData } from './server-data';

/** Diameter of a server, in units of the flow. */
export const SERVER_SIZE = 112;

/** How far a server draws outside itself, in units of the flow: above or below it is its log. */
export const SERVER_MARGIN = { x: 34, y: 50 } as const;

/** The smallest text of a server, in units of the flow. */
export const SMALLEST_TEXT = 15;

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

/** Servers on a ring, s1 at the top, then clockwise, or where that is too high in two rows; every pair joined by a line. */
export function toFlow({ state }: Snapshot<RaftState, RaftEvent>, stage: StageBox): LabFlow<ServerNode> {
  const { servers } = state;
  const { configuration, wanted } = clusterConfiguration(state);
  const places = placesFor(servers.length, isCrowded(state) ? CROWDED_WIDTH : 1, stage);
  const nodes = servers.map((server, index) => {
    const position = places[index] ?? { x: 0, y: 0 };
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
  const handle = { x: centre, y: centre, width: 0, height: 0, position: SIDE.top };
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

type Place = { readonly x: number; readonly y: number };

/** Of the stage's height and width, for what stands around the nodes, in pixels. */
const EDGES = 42;

/** On the ring while its text can be read there, else in two rows if they come out larger. */
function placesFor(count: number, width: number, stage: StageBox): readonly Place[] {
  const indexes = Array.from({ length: count }, (_, index) => index);
  const ring = indexes.map((index) => placeOnRing(index, count, width));
  const rows = indexes.map((index) => placeInRows(index, count));
  const zoomOf = (places: readonly Place[]) => {
    const span = (axis: 'x' | 'y') =>
      Math.max(...places.map((place) => place[axis])) - Math.min(...places.map((place) => place[axis]));
    const size = (axis: 'x' | 'y') => span(axis) + SERVER_SIZE + 2 * SERVER_MARGIN[axis];
    return Math.min((stage.width - EDGES) / size('x'), (stage.height - EDGES) / size('y'));
  };
  const isRead = zoomOf(ring) >= TEXT_FLOOR / SMALLEST_TEXT;
  return isRead || zoomOf(ring) >= zoomOf(rows) ? ring : rows;
}

/** From one server to the next in a row, and from row to row. */
const IN_ROW = SERVER_SIZE * 1.9;
const ROW_HEIGHT = SERVER_SIZE + 34;

/** The ring pressed flat: s1 in the middle of the upper row, then clockwise; the lower servers stand between the upper ones. */
function placeInRows(index: number, count: number): Place {
  const upper = Math.ceil(count / 2);
  const clockwise = (index + Math.floor((upper - 1) / 2)) % count;
  const isUpper = clockwise < upper;
  const column = isUpper ? 2 * clockwise : 2 * (count - 1 - clockwise) + 1;
  return { x: (column * IN_ROW) / 2, y: (isUpper ? -1 : 1) * (ROW_HEIGHT / 2) };
}

/** A server on the ring, which grows so that neighbours keep a good half of a server, and their logs, apart. */
function placeOnRing(index: number, count: number, width: number): Place {
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
