import { expect, it, describe as suite } from 'vitest';
import { createTimeline } from '@/sim/core/timeline';
import { kafkaGroupConfig, ticksFromMs } from '@/sim/kafka-group/config';
import { kafkaGroup } from '@/sim/kafka-group/kafka-group';
import { toFlow } from './flow';
import { messageOf } from './messages';

function groupOf(config: Parameters<typeof kafkaGroupConfig.parse>[0]) {
  const brisk = { recordsPerSecond: 0, groupInitialRebalanceDelayMs: 10, heartbeatIntervalMs: 100 };
  const timeline = createTimeline(kafkaGroup, {
    config: kafkaGroupConfig.parse({ ...brisk, sessionTimeoutMs: 500, ...Object(config) }),
    seed: 1,
  });
  timeline.seekTick(ticksFromMs(200));
  return timeline;
}

/** In pixels. */
const STAGE = { width: 980, height: 520 };

type Flow = ReturnType<typeof toFlow>;

function broker({ nodes }: Flow) {
  const node = nodes.find(({ type }) => type === 'broker');
  if (node?.type !== 'broker') throw new Error('no broker');
  return node.data;
}

function consumer({ nodes }: Flow, id: string) {
  const node = nodes.find((each) => each.id === id);
  if (node?.type !== 'consumer') throw new Error(`no consumer ${id}`);
  return node.data;
}

suite('the partitions', () => {
  it('name who reads them, and how far they are written and committed', () => {
    const timeline = groupOf({ partitions: 4, consumers: 2, enableAutoCommit: false });
    timeline.dispatch({ type: 'produce', producer: 1, count: 5, key: 'k1' });
    timeline.seekTick(ticksFromMs(600));
    const { cells } = broker(toFlow(timeline.snapshot(), STAGE));
    expect(cells.map(({ readers }) => readers)).toEqual([['c1'], ['c1'], ['c2'], ['c2']]);
    expect(cells.filter(({ endOffset }) => endOffset > 0)).toMatchObject([{ endOffset: 5, committedOffset: 5 }]);
  });

  it('wait for the session of a crashed owner, then another one reads them', () => {
    const timeline = groupOf({ partitions: 2, consumers: 2 });
    timeline.dispatch({ type: 'crash', consumer: 'c2' });
    const crashed = toFlow(timeline.snapshot(), STAGE);
    expect(broker(crashed)).toMatchObject({ phase: 'Stable', members: ['c1', 'c2'] });
    expect(broker(crashed).cells[1]?.readers).toEqual([]);
    expect(consumer(crashed, 'c2')).toMatchObject({ status: 'down', owned: [], isKnown: false });
    timeline.seekTick(ticksFromMs(1_000));
    const later = toFlow(timeline.snapshot(), STAGE);
    expect(broker(later)).toMatchObject({ members: ['c1'], leader: 'c1' });
    expect(broker(later).cells.map(({ readers }) => readers)).toEqual([['c1'], ['c1']]);
  });
});

suite('a consumer', () => {
  it('goes on taking partitions for its own that are another one’s by now, while it stands still', () => {
    const timeline = groupOf({ partitions: 2, consumers: 2 });
    timeline.dispatch({ type: 'pause', consumer: 'c2' });
    timeline.seekTick(ticksFromMs(1_500));
    const flow = toFlow(timeline.snapshot(), STAGE);
    expect(consumer(flow, 'c2')).toMatchObject({ status: 'paused', owned: [1], isKnown: false });
    expect(broker(flow).cells[1]?.readers).toEqual(['c1', 'c2']);
  });

  it('shows the record in its hands, how many wait behind it, and how long it will take', () => {
    const timeline = groupOf({ partitions: 1, consumers: 1, serviceMinMs: 100, serviceMaxMs: 100 });
    // The first record alone answers the fetch that was waiting.
    timeline.dispatch({ type: 'produce', producer: 1, count: 4 });
    timeline.seekTick(ticksFromMs(400));
    const { status, working, waiting, work } = consumer(toFlow(timeline.snapshot(), STAGE), 'c1');
    expect(status).toBe('working');
    expect(working).toEqual({ partition: 0, offset: 1 });
    expect(waiting).toBe(2);
    expect(work === null ? 0 : work.dueTick - work.startedTick).toBe(ticksFromMs(100));
  });

  it('is joined to the broker by a line that is down while its process is', () => {
    const timeline = groupOf({ consumers: 2 });
    timeline.dispatch({ type: 'crash', consumer: 'c1' });
    const { edges } = toFlow(timeline.snapshot(), STAGE);
    expect(edges.map(({ source, data }) => [source, data?.isDown])).toEqual([
      ['p1', false],
      ['c1', true],
      ['c2', false],
    ]);
  });
});

it('nodes never overlap', () => {
  const { nodes } = toFlow(groupOf({ partitions: 24, consumers: 8, producers: 4 }).snapshot(), STAGE);
  const boxes = nodes.map(({ position, width = 0, height = 0 }) => ({
    ...position,
    right: position.x + width,
    bottom: position.y + height,
  }));
  for (const [at, one] of boxes.entries()) {
    for (const other of boxes.slice(at + 1)) {
      const apart = one.right <= other.x || other.right <= one.x || one.bottom <= other.y || other.bottom <= one.y;
      expect(apart).toBe(true);
    }
  }
});

it('messages know when they were sent and from whom to whom', () => {
  const timeline = groupOf({ consumers: 1, networkDelayMs: 20, partitions: 1 });
  timeline.seekTick(0);
  const flight = timeline.snapshot().queue.flatMap(({ event }) => messageOf(event) ?? []);
  expect(flight).toMatchObject([{ from: 'c1', to: 'broker', kind: 'join', sentTick: 0 }]);
});
