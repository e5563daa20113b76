import type { Scenario } from '../core/scenario';
import type { RaftCommand } from './command';
import { type RaftConfig, type ServerId, ticksFromMs } from './config';
import { moments } from './moments';
import { at, calm } from './script';

type Commands = Scenario<RaftConfig, RaftCommand>['commands'];

function requests(server: ServerId, ...values: readonly string[]): RaftCommand[] {
  return values.map((value) => ({ type: 'clientRequest', server, value }));
}

/** Only these servers reach each other; every other one is alone. */
function only(...servers: ServerId[]): RaftCommand {
  return { type: 'partition', groups: [servers] };
}

/** A server becomes leader of the next term: 20 ms later, where a message takes 10 ms. */
function stand(server: ServerId): RaftCommand {
  return { type: 'timeout', server };
}

const heal: RaftCommand = { type: 'heal' };

function crash(server: ServerId): RaftCommand {
  return { type: 'crash', server };
}

function restart(server: ServerId): RaftCommand {
  return { type: 'restart', server, disk: true };
}

/** How Figure 7's followers (a) to (f), here s2 to s7, came about while s1 was to lead term 8: the caption's own story. */
const figure7Commands: Commands = [
  // Term 1: everybody has the first three entries.
  ...at(0, stand('s7')),
  ...at(30, ...requests('s7', '1a', '1b', '1c')),
  // (f) leads terms 2 and 3, and crashes each time before anybody else has its entries.
  ...at(60, crash('s7'), restart('s7'), stand('s7')),
  ...at(85, only('s1', 's2', 's3', 's4', 's5', 's6'), ...requests('s7', '2a', '2b', '2c')),
  ...at(90, crash('s7'), heal, restart('s7'), stand('s7')),
  ...at(
    115,
    only('s1', 's2', 's3', 's4', 's5', 's6'),
    ...requests('s7', '3a', '3b', '3c', '3d', '3e'),
    crash('s7'),
    heal,
  ),
  // (e) leads term 4. (b) has its first entry and crashes; the second is on all that are left; two more are on (e) alone.
  ...at(120, stand('s6')),
  ...at(155, ...requests('s6', '4a')),
  ...at(170, crash('s3')),
  ...at(180, ...requests('s6', '4b')),
  ...at(205, only('s1', 's2', 's4', 's5'), ...requests('s6', '4c', '4d'), crash('s6'), heal),
  // (c) leads term 5, whose entries are on all four that are left, …
  ...at(210, stand('s4')),
  ...at(240, ...requests('s4', '5a', '5b')),
  // … and term 6: (a) crashes with two of its entries, the fourth is on (c) alone.
  ...at(270, crash('s4'), restart('s4'), stand('s4')),
  ...at(300, ...requests('s4', '6a', '6b')),
  ...at(330, crash('s2'), ...requests('s4', '6c')),
  ...at(355, only('s1', 's5'), ...requests('s4', '6d'), crash('s4'), heal),
  // (d) leads term 7, with the votes of s1, (a) and (b), and keeps its entries to itself.
  ...at(360, restart('s2'), restart('s3'), stand('s5')),
  ...at(385, only('s1', 's2', 's3'), ...requests('s5', '7a', '7b'), crash('s5'), heal),
  // s1 leads term 8, with the votes of (a), (b), (e) and (f).
  ...at(390, restart('s4'), restart('s5'), restart('s6'), restart('s7'), stand('s1')),
];

/** The moment at which the leader at the top of Figure 7 comes to power. Let it run on to see it bring the others into line. */
export const figure7 = {
  id: 'figure-7',
  ...moments['figure-7'],
  config: calm({ servers: 7, heartbeatIntervalMs: 1000 }),
  seed: 1,
  commands: figure7Commands,
  endTick: ticksFromMs(410),
} as const;

/** When each part of Figure 8 can be seen, in milliseconds. (e) happens in the place of (d). */
export const FIGURE_8_MS = { a: 160, b: 210, c: 345, d: 470, e: 470 } as const;

/** Figure 8 up to (c): s1 leads term 4 again and has just put its entry of term 2 on a majority. */
const figure8UpToC: Commands = [
  // Term 1: everybody has the first entry.
  ...at(0, stand('s2')),
  ...at(30, ...requests('s2', 'a')),
  // (a) s1 leads term 2 and replicates index 2 to s2 only.
  ...at(100, stand('s1')),
  ...at(140, only('s1', 's2'), ...requests('s1', 'b')),
  // (b) s1 crashes; s5 leads term 3 with the votes of s3 and s4, and takes another entry at index 2.
  ...at(170, crash('s1'), heal, stand('s5')),
  ...at(195, only('s1', 's2', 's3', 's4'), ...requests('s5', 'c')),
  // (c) s5 crashes; s1 restarts, fails in term 3, in which s3 and s4 have voted, and leads term 4.
  ...at(220, crash('s5'), restart('s1'), only('s1', 's2', 's3'), stand('s1')),
  ...at(250, stand('s1')),
];

/** Figure 8, (a) to (d). `withRule`: whether only entries of the leader's own term are committed by counting (§5.4.2). */
export function figure8<Id extends string>(id: Id, withRule: boolean) {
  return {
    id,
    ...moments[id],
    config: calm({ heartbeatIntervalMs: 1000, rules: { commitOnlyCurrentTerm: withRule } }),
    seed: 1,
    commands: [
      ...figure8UpToC,
      // s1 takes an entry of term 4 that reaches nobody.
      ...at(315, only('s2', 's3', 's4', 's5'), ...requests('s1', 'd')),
      // (d) s1 crashes; s5 restarts, fails in term 4, and leads term 5; it overwrites index 2 with its own entry.
      ...at(350, crash('s1'), heal, restart('s5'), stand('s5')),
      ...at(380, stand('s5'), restart('s1')),
    ] as Commands,
    endTick: ticksFromMs(FIGURE_8_MS.d),
  };
}

/** Figure 8 (e): in the place of (d), s1 has its entry of term 4 on a majority before it crashes; s5 cannot win. */
export const figure8e = {
  id: 'figure-8-e',
  ...moments['figure-8-e'],
  config: calm({ heartbeatIntervalMs: 1000 }),
  seed: 1,
  commands: [
    ...figure8UpToC,
    ...at(315, ...requests('s1', 'd')),
    ...at(350, crash('s1'), heal, restart('s5'), stand('s5')),
    ...at(380, stand('s5'), restart('s1')),
  ] as Commands,
  endTick: ticksFromMs(FIGURE_8_MS.e),
} as const;
