import { describe, expect, it } from 'vitest';
import { recordScenario } from '@/sim/core/scenario';
import { createTimeline, timelineFromRecording } from '@/sim/core/timeline';
import { type RaftConfig, raftConfig, ticksFromMs } from '@/sim/raft/config';
import { raft } from '@/sim/raft/raft';
import { raftScenarios } from '@/sim/raft/scenarios';
import { messagesInFlight, messagesLost } from './message-flow';
import { SERVER_SIZE, toFlow } from './to-flow';

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
    const { nodes, edges } = toFlow(run({ servers }).snapshot());
    expect(nodes).toHaveLength(servers);
    expect(edges).toHaveLength((servers * (servers - 1)) / 2);
    for (const [index, node] of nodes.entries()) {
      for (const other of nodes.slice(index + 1)) {
        const distance = Math.hypot(node.position.x - other.position.x, node.position.y - other.position.y);
        expect(distance).toBeGreaterThan(SERVER_SIZE * 1.4);
      }
    }
  });

  it('shows a follower with its running election timer', () => {
    const [first] = toFlow(run().snapshot()).nodes;
    expect(first?.data).toMatchObject({ state: 'follower', currentTerm: 0, ballots: [] });
    expect(first?.data.electionTimer?.dueTick).toBeGreaterThanOrEqual(ticksFromMs(150));
  });

  it('shows a candidate with the votes it has and needs', () => {
    const timeline = run();
    timeline.dispatch({ type: 'timeout', server: 's2' });
    expect(toFlow(timeline.snapshot()).nodes[1]?.data).toMatchObject({
      state: 'candidate',
      currentTerm: 1,
      votedFor: 's2',
      ballots: [{ granted: 1, needed: 3, of: 5 }],
    });
  });

  it('shows a leader without an election timer', () => {
    const leader = toFlow(scenario('first-election').snapshot()).nodes.find((node) => node.data.state === 'leader');
    expect(leader?.data).toMatchObject({ currentTerm: 1, electionTimer: null });
  });

  it('shows a crashed server with what its disk holds, and its lines as down', () => {
    const timeline = scenario('first-election');
    timeline.dispatch({ type: 'crash', server: 's5' });
    const { nodes, edges } = toFlow(timeline.snapshot());
    expect(nodes[4]?.data).toMatchObject({ state: 'crashed', currentTerm: 1, votedFor: 's5', electionTimer: null });
    expect(edges.filter((edge) => edge.data?.isDown === true)).toHaveLength(4);
  });

  it('is plain data that survives JSON', () => {
    const flow = toFlow(scenario('split-vote').snapshot());
    expect(JSON.parse(JSON.stringify(flow))).toEqual(flow);
  });
});

describe('messages on their way', () => {
  it('are those that wait for delivery', () => {
    const timeline = run();
    timeline.dispatch({ type: 'timeout', server: 's1' });
    const messages = messagesInFlight(timeline.snapshot());
    expect(messages.map(({ from, to, kind, reach }) => [from, to, kind, reach])).toEqual(
      expect.arrayContaining(['s2', 's3', 's4', 's5'].map((to) => ['s1', to, 'requestVote', 1])),
    );
    for (const { sentTick, dueTick } of messages) expect(dueTick).toBeGreaterThan(sentTick);
  });

  it('come only half-way when the network loses them, and are lost there', () => {
    const timeline = run({ dropPerMille: 1000 });
    timeline.dispatch({ type: 'timeout', server: 's1' });
    expect(messagesInFlight(timeline.snapshot()).map((message) => message.reach)).toEqual([0.5, 0.5, 0.5, 0.5]);
    const record = timeline.stepForward();
    expect(record === null ? [] : messagesLost(record)).toMatchObject([{ from: 's1', at: 0.5, kind: 'requestVote' }]);
  });

  it('are lost at the door of a crashed server', () => {
    const timeline = run();
    for (const server of ['s2', 's3', 's4', 's5'] as const) timeline.dispatch({ type: 'crash', server });
    timeline.dispatch({ type: 'timeout', server: 's1' });
    const record = timeline.stepForward();
    expect(record === null ? [] : messagesLost(record)).toMatchObject([{ from: 's1', at: 1 }]);
  });
});
