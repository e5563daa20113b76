import { expect, it, describe as suite } from 'vitest';
import { createTimeline } from '@/sim/core/timeline';
import { ticksFromMs } from '@/sim/redis-streams/config';
import { redisStreams } from '@/sim/redis-streams/redis-streams';
import { add, bare, typed } from '@/sim/redis-streams/script';
import type { ClientNodeData, ServerNodeData } from './node-data';
import { toFlow } from './to-flow';

function runOf(...lines: readonly string[]) {
  const timeline = createTimeline(redisStreams, { config: bare(), seed: 1 });
  for (const line of lines) timeline.dispatch(typed(line));
  return timeline;
}

/** In pixels. */
const STAGE = { width: 980, height: 520 };

type Flow = ReturnType<typeof toFlow>;

function strips({ nodes }: Flow): ServerNodeData['streams'] {
  const server = nodes.find(({ type }) => type === 'server');
  if (server?.type !== 'server') throw new Error('no server');
  return server.data.streams;
}

function xadds(count: number): string[] {
  return Array.from({ length: count }, (_, at) => `XADD s ${at + 1}-0 n ${at + 1}`);
}

suite('the strip of a stream', () => {
  it('shows how each entry stands with the group, and the cursor after the last delivered one', () => {
    const timeline = runOf(
      ...xadds(4),
      'XGROUP CREATE s g 0',
      'XREADGROUP GROUP g a COUNT 2 STREAMS s >',
      'XACK s g 1-0',
    );
    const [strip] = strips(toFlow(timeline.snapshot(), STAGE));
    expect(strip?.cells.map((cell) => cell.type === 'entry' && cell.statuses[0]?.status)).toEqual([
      'done',
      'pending',
      'new',
      'new',
    ]);
    expect(strip?.groups[0]).toMatchObject({ cursorAfter: 2, pending: 1, lag: '2', unreadTrimmed: 0 });
  });

  it('folds what is neither near the cursor nor new', () => {
    const timeline = runOf(...xadds(40), 'XGROUP CREATE s g 20-0');
    const [strip] = strips(toFlow(timeline.snapshot(), STAGE));
    const shown = strip?.cells.map((cell) => (cell.type === 'entry' ? cell.id : cell.count));
    expect(shown).toEqual([17, '18-0', '19-0', '20-0', '21-0', '22-0', 15, '38-0', '39-0', '40-0']);
    expect(strip?.groups[0]?.cursorAfter).toBe(4);
  });

  it('keeps a deleted entry in sight while it is pending, and counts what was trimmed unread', () => {
    const timeline = runOf(
      ...xadds(5),
      'XGROUP CREATE s g 0',
      'XREADGROUP GROUP g a COUNT 2 STREAMS s >',
      'XDEL s 2-0',
      'XTRIM s MINID 4',
    );
    const [strip] = strips(toFlow(timeline.snapshot(), STAGE));
    expect(strip?.cells.map((cell) => cell.type === 'entry' && [cell.id, cell.isGone])).toEqual([
      ['1-0', true],
      ['2-0', true],
      ['4-0', false],
      ['5-0', false],
    ]);
    expect(strip?.groups[0]?.unreadTrimmed).toBe(1);
  });
});

it('counts what was typed into the console, without the messages that came', () => {
  const timeline = createTimeline(redisStreams, { config: bare(), seed: 1 });
  timeline.dispatch({ type: 'console', argv: ['SUBSCRIBE', 'news'], terminal: 2 });
  timeline.dispatch({ type: 'console', argv: ['PUBLISH', 'news', 'hello'], terminal: 1 });
  timeline.dispatch({ type: 'console', argv: ['PUBLISH', 'news', 'again'], terminal: 1 });
  const console = toFlow(timeline.snapshot(), STAGE).nodes.find(({ type }) => type === 'console');
  expect(console?.data).toMatchObject({ line: 'PUBLISH news again', count: 3, isMore: false });
});

suite('the clients', () => {
  it('hold what is pending with them; a consumer without a process stands there too', () => {
    const timeline = runOf(...xadds(2), 'XGROUP CREATE s g 0', 'XREADGROUP GROUP g typed COUNT 1 STREAMS s >');
    timeline.dispatch(
      add('worker-1', { role: 'consumer', key: 's', group: 'g', serviceMinMs: 900, serviceMaxMs: 900 }),
    );
    timeline.seekTick(ticksFromMs(100));
    const { nodes, edges } = toFlow(timeline.snapshot(), STAGE);
    const worker = nodes.find(({ id }) => id === 'worker-1')?.data as ClientNodeData;
    expect(worker).toMatchObject({ condition: 'running', activity: 'working', held: { count: 1 } });
    expect(nodes.find(({ type }) => type === 'consumer')?.data).toMatchObject({ name: 'typed', held: { count: 1 } });
    expect(edges.map(({ source }) => source)).toEqual(['worker-1', 'console']);
  });

  it('never overlap', () => {
    const timeline = runOf('XGROUP CREATE s g $ MKSTREAM');
    for (let at = 1; at <= 9; at += 1) timeline.dispatch(add(`r${at}`, { role: 'reader', key: 's' }));
    for (let at = 1; at <= 5; at += 1) timeline.dispatch(add(`p${at}`, { role: 'producer', key: 's' }));
    const boxes = toFlow(timeline.snapshot(), STAGE).nodes.map(({ position, width = 0, height = 0 }) => ({
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
});
