import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import measured from '@/sim/concurrency-models/measured-costs.json';
import { lessonFile } from './lesson-path';

type Range = { readonly low: number; readonly median: number; readonly high: number };

const { bytes, createUs, switchUs, reservedBytes } = measured;

const MICROSECONDS = [
  ['µs', 1],
  ['ms', 1e3],
] as const;
const BYTES = [
  ['kB', 1e3],
  ['MB', 1e6],
] as const;

/** What stands between the ends of a range, and before its unit. */
type Style = readonly [dash: string, gap: string];

/** How a lesson writes a measured range: two digits, in the larger unit where its upper end fills that. */
function written({ low, high }: Range, [small, large]: typeof MICROSECONDS | typeof BYTES, [dash, gap]: Style): string {
  const [unit, factor] = high >= large[1] ? large : small;
  const [from, to] = [low, high].map((value) => Number((value / factor).toPrecision(2)));
  return `${from === to ? from : `${from}${dash}${to}`}${gap}${unit}`;
}

test.each([
  ['en', ['–', ' ']],
  ['ko', ['\\~', '']],
] as const)('the lesson on costs quotes what was measured, in %s', (locale, style) => {
  const lesson = readFileSync(
    path.join(import.meta.dirname, lessonFile('06-concurrency-models', 'four-models', locale)),
    'utf8',
  );
  const time = (range: Range) => written(range, MICROSECONDS, style);
  const size = (range: Range) => written(range, BYTES, style);
  const { coroutine, task, greenlet, gevent, thread, fork, interpreter } = createUs;
  for (const cells of [
    [coroutine, bytes.coroutine, switchUs.coroutine],
    [task, bytes.task, switchUs.task],
    [greenlet, bytes.greenlet, switchUs.greenlet],
    [gevent, bytes.gevent, switchUs.gevent],
    [thread, bytes.thread, switchUs.thread],
    [fork, bytes.fork, switchUs.fork],
  ] as const) {
    expect(lesson).toContain(`| ${time(cells[0])} | ${size(cells[1])} | ${time(cells[2])} |`);
  }
  expect(lesson).toContain(`| ${time(interpreter)} | ${size(bytes.interpreter)} |`);
  expect(lesson).toContain(size(bytes.forkThatCollected));
  expect(lesson).toContain(size(reservedBytes.thread));
});

test('the orders that the lesson relies on hold between whole ranges', () => {
  const isAscending = (ranges: readonly Range[]) =>
    ranges.every((range, index) => index === 0 || (ranges[index - 1]?.high ?? 0) < range.low);
  expect(isAscending([bytes.coroutine, bytes.task, bytes.greenlet, bytes.thread, bytes.fork])).toBe(true);
  expect(isAscending([createUs.coroutine, createUs.task, createUs.thread, createUs.fork])).toBe(true);
});

test('a turn of tasks costs more than a switch of greenlets, though a coroutine is the smaller', () => {
  expect(bytes.task.high).toBeLessThan(bytes.greenlet.low);
  expect(switchUs.task.low).toBeGreaterThan(switchUs.greenlet.high);
});
