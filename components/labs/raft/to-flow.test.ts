import { describe, expect, it } from 'vitest';
import { recordScenario } from '@/sim/core/scenario';
import { createTimeline, timelineFromRecording } from '@/sim/core/timeline';
import { type RaftConfig, raftConfig, ticksFromMs } from '@/sim/raft/config';
import { raft } from '@/sim/raft/raft';
import { raftScenarios } from '@/sim/raft/scenarios';
import { SERVER_SIZE, toFlow } from './to-flow';
import { raftLabView } from './view';

const sent = raftLabView.messages;
if (sent === undefined) throw new Error('Raft sends messages');
const view = sent;

const STAGE = { width: 1023, height: 535 };

function run(config: Partial<RaftConfig> = {}) {
  return createTimeline(raft, { config: raftConfig.parse(config), seed: 1 });
}

function scenario(id: string) {
  const found = raftScenarios.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no scenario ${id}`);
  return timelineFromRecording(raft, recordScenario(raft, found));
}

describe('the flow of a Raft cluster', () => {
  it.each([3, 5, 9])('has %i servers that do not touch, each pair joined once', (servers) => {
    const { nodes, edges } = toFlow(run({ servers }).snapshot(), STAGE);
    expect(nodes).toHaveLength(servers);
    expect(edges).toHaveLength((servers * (servers - 1)) / 2);
    for (const [index, node] of nodes.entries()) {
      for (const other of nodes.slice(index + 1)) {
        const distance = Math.hypot(node.position.x - other.position.x, node.position.y - other.position.y);
        expect(distance).toBeGreaterThan(SERVER_SIZE * 1.4);
      }
    }
  });

  it.each([3, 4, 5, 7])(
    'has %i servers that do not touch on a stage that is low, all of them to be seen',
    (servers) => {
      const stage = { width: 798, height: 300 };
      const { nodes } = toFlow(run({ servers }).snapshot(), stage);
      const ys = nodes.map(({ position }) => position.y);
      expect(new Set(ys).size).toBe(2);
      for (const [index, { position }] of nodes.entries()) {
        for (const other of nodes.slice(index + 1)) {
          const distance = Math.hypot(position.x - other.position.x, position.y - other.position.y);
          expect(distance).toBeGreaterThan(SERVER_SIZE * 1.4);
        }
      }
    },
  );

  it('shows a follower with its running election timer', () => {
    const [first] = toFlow(run().snapshot(), STAGE).nodes;
    expect(first?.data).toMatchObject({ state: 'follower', currentTerm: 0, ballots: [] });
    expect(first?.data.electionTimer?.dueTick).toBeGreaterThanOrEqual(ticksFromMs(150));
  });

  it('shows a candidate with the votes it has and needs', () => {
    const timeline = run();
    timeline.dispatch({ type: 'timeout', server: 's2' });
    expect(toFlow(timeline.snapshot(), STAGE).nodes[1]?.data).toMatchObject({
      state: 'candidate',
      currentTerm: 1,
      votedFor: 's2',
      ballots: [{ granted: 1, needed: 3, of: 5 }],
    });
  });

  it('shows a leader without an election timer', () => {
    const leader = toFlow(scenario('first-election').snapshot(), STAGE).nodes.find(
      (node) => node.data.state === 'leader',
    );
    expect(leader?.data).toMatchObject({ currentTerm: 1, electionTimer: null });
  });

  it('shows a crashed server with what its disk holds, and its lines as down', () => {
    const timeline = scenario('first-election');
    timeline.dispatch({ type: 'crash', server: 's5' });
    const { nodes, edges } = toFlow(timeline.snapshot(), STAGE);
    expect(nodes[4]?.data).toMatchObject({ state: 'crashed', currentTerm: 1, votedFor: 's5', electionTimer: null });
    expect(edges.filter((edge) => edge.data?.isDown === true)).toHaveLength(4);
  });

  it('shows a paused server as paused, and what it was when it stopped', () => {
    const timeline = scenario('first-election');
    timeline.dispatch({ type: 'pause', server: 's5' });
    expect(toFlow(timeline.snapshot(), STAGE).nodes[4]?.data).toMatchObject({ state: 'paused', role: 'leader' });
  });

  it('tells a candidate that only asks from one that stands', () => {
    const timeline = run({ preVote: true });
    timeline.dispatch({ type: 'timeout', server: 's1' });
    expect(toFlow(timeline.snapshot(), STAGE).nodes[0]?.data).toMatchObject({ isPreVote: true, currentTerm: 0 });
  });

  it('shows how fast a clock runs', () => {
    const timeline = run();
    timeline.dispatch({ type: 'process', server: 's2', timerRatePerMille: 2000 });
    expect(toFlow(timeline.snapshot(), STAGE).nodes.map(({ data }) => data.timerRatePerMille)).toEqual([
      1000, 2000, 1000, 1000, 1000,
    ]);
  });

  it('is plain data that survives JSON', () => {
    const flow = toFlow(scenario('split-vote').snapshot(), STAGE);
    expect(JSON.parse(JSON.stringify(flow))).toEqual(flow);
  });
});

describe('the log beside a server', () => {
  it('is the one of Figure 7 when its leader comes to power', () => {
    const { nodes } = toFlow(scenario('figure-7').snapshot(), STAGE);
    const terms = nodes.map(({ data }) => data.log.cells.map(({ term }) => term).join(''));
    expect(terms.slice(0, 3)).toEqual(['1114455666', '111445566', '1114']);
    expect(nodes.map(({ data }) => data.log.lastIndex)).toEqual([10, 9, 4, 11, 12, 7, 11]);
  });

  it('folds the first entries of a long log and keeps the last', () => {
    const { log } = toFlow(scenario('figure-7').snapshot(), STAGE).nodes[4]?.data ?? {};
    expect(log?.foldedCount).toBe(4);
    expect(log?.cells.map(({ index }) => index)).toEqual([5, 6, 7, 8, 9, 10, 11, 12]);
  });

  it('tells committed entries from others, and knows of none on a crashed server', () => {
    const timeline = scenario('partitioned-leader');
    timeline.seekTick(ticksFromMs(250));
    const committed = () =>
      toFlow(timeline.snapshot(), STAGE).nodes.map(({ data }) => data.log.cells.map((cell) => cell.isCommitted));
    expect(committed()[0]).toEqual([true, false, false]);
    expect(committed()[2]).toEqual([true, true]);
    timeline.dispatch({ type: 'crash', server: 's3' });
    expect(committed()[2]).toEqual([false, false]);
    expect(toFlow(timeline.snapshot(), STAGE).nodes[2]?.data.log.indexes).toBeNull();
  });

  it('begins with the snapshot that stands for its first entries', () => {
    const timeline = scenario('slow-follower-snapshot');
    timeline.seekTick(ticksFromMs(135));
    expect(toFlow(timeline.snapshot(), STAGE).nodes[0]?.data.log).toMatchObject({
      snapshotIndex: 4,
      lastIndex: 5,
      cells: [{ index: 5, isCommitted: false }],
    });
  });
});

describe('the cluster as it is drawn', () => {
  function memberships(ms: number) {
    const timeline = scenario('grow-to-five');
    timeline.seekTick(ticksFromMs(ms));
    return toFlow(timeline.snapshot(), STAGE).nodes.map(({ data }) => data.membership);
  }

  it('shows servers outside the configuration, then catching up, then in the joint configuration, then as members', () => {
    const member = ['member', 'member', 'member'];
    expect(memberships(70)).toEqual([...member, 'outside', 'outside']);
    expect(memberships(85)).toEqual([...member, 'catching-up', 'catching-up']);
    const all = Array.from({ length: 300 }, (_, ms) => memberships(ms).join(' '));
    expect(all).toContain('both both both new new');
    expect(memberships(300)).toEqual([...member, 'member', 'member']);
  });

  it('counts a candidate’s votes for both halves of a joint configuration', () => {
    const timeline = scenario('grow-to-five');
    const isJoint = () => toFlow(timeline.snapshot(), STAGE).nodes[0]?.data.membership === 'both';
    timeline.seekTick(ticksFromMs(80));
    while (!isJoint()) timeline.stepForward();
    while (timeline.snapshot().state.servers[1]?.configuration.next === null) timeline.stepForward();
    timeline.dispatch({ type: 'timeout', server: 's2' });
    expect(toFlow(timeline.snapshot(), STAGE).nodes[1]?.data.ballots).toEqual([
      { granted: 1, needed: 2, of: 3 },
      { granted: 1, needed: 3, of: 5 },
    ]);
  });

  it('cuts the lines between the groups of a partition, and only those', () => {
    const timeline = run();
    timeline.dispatch({
      type: 'partition',
      groups: [
        ['s1', 's2'],
        ['s3', 's4'],
      ],
    });
    const { nodes, edges } = toFlow(timeline.snapshot(), STAGE);
    expect(nodes.map(({ data }) => data.group)).toEqual([1, 1, 2, 2, 0]);
    expect(edges.filter((edge) => edge.data?.isCut === false).map(({ id }) => id)).toEqual(['s1-s2', 's3-s4']);
  });

  it('names the faults of each direction of a link', () => {
    const timeline = run();
    timeline.dispatch({ type: 'link', from: 's2', to: 's1', dropPerMille: 300 });
    const faulty = toFlow(timeline.snapshot(), STAGE).edges.filter(({ id }) => id === 's1-s2');
    expect(faulty[0]?.data?.faults).toEqual([{ from: 's2', to: 's1', options: { dropPerMille: 300 } }]);
  });
});

describe('messages on their way', () => {
  it('are those that wait for delivery', () => {
    const timeline = run();
    timeline.dispatch({ type: 'timeout', server: 's1' });
    const messages = view.inFlight(timeline.snapshot());
    expect(messages.map(({ from, to, kind, reach }) => [from, to, kind, reach])).toEqual(
      expect.arrayContaining(['s2', 's3', 's4', 's5'].map((to) => ['s1', to, 'requestVote', 1])),
    );
    for (const { sentTick, dueTick } of messages) expect(dueTick).toBeGreaterThan(sentTick);
  });

  it('come only half-way when the network loses them, and are lost there', () => {
    const timeline = run({ dropPerMille: 1000 });
    timeline.dispatch({ type: 'timeout', server: 's1' });
    expect(view.inFlight(timeline.snapshot()).map((message) => message.reach)).toEqual([0.5, 0.5, 0.5, 0.5]);
    const record = timeline.stepForward();
    expect(record === null ? [] : view.lost(record)).toMatchObject([{ from: 's1', at: 0.5, kind: 'requestVote' }]);
  });

  it('are lost at the door of a crashed server', () => {
    const timeline = run();
    for (const server of ['s2', 's3', 's4', 's5'] as const) timeline.dispatch({ type: 'crash', server });
    timeline.dispatch({ type: 'timeout', server: 's1' });
    const record = timeline.stepForward();
    expect(record === null ? [] : view.lost(record)).toMatchObject([{ from: 's1', at: 1 }]);
  });

  it('are of kinds that the legend explains, whatever the scenario', () => {
    for (const { id } of raftScenarios) {
      const timeline = scenario(id);
      const { step } = timeline.knownEnd;
      for (timeline.seekStep(0); timeline.step < step; timeline.stepForward()) {
        const snapshot = timeline.snapshot();
        const explained = view.kindsThatOccur(snapshot.state);
        for (const { kind } of view.inFlight(snapshot)) expect(explained).toContain(kind);
      }
    }
  });
});
