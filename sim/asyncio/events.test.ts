import { expect, test } from 'vitest';
import { IterationLines, type ProgramEvent } from './events';

function linesOf(...events: readonly ProgramEvent[]) {
  const lines = new IterationLines();
  return events.flatMap((event) => lines.feed(event));
}

test('an iteration is one line: what was ready, what ran, the timers as they stood, and what was written', () => {
  expect(
    linesOf(
      ['out', 'before\n'],
      ['task', 1, 'main', 'main', null],
      ['iteration', 0, 0, ['step:main', 'callback:f'], [[1.5, 'callback:g']]],
      ['handle', 'step:main', 1],
      ['line', 2, 'main', 0],
      ['out', 'a\nb'],
      ['end', 0, 'pending', [['main', 2]], null],
      ['iteration', 1, 1.5, ['callback:g'], null],
      ['handle', 'callback:g', null],
      ['err', 'not for the standard output'],
      ['end', 1.5, null, [], null],
      ['out', 'after\n'],
      ['raised', 'SystemExit: 3', 9],
    ),
  ).toEqual([
    {
      iteration: 0,
      time: 0,
      ran: ['step:main'],
      ready: ['step:main', 'callback:f'],
      timers: [{ when: 1.5, label: 'callback:g' }],
      stdout: ['before', 'a', 'b'],
    },
    {
      iteration: 1,
      time: 1.5,
      ran: ['callback:g'],
      ready: ['callback:g'],
      timers: [{ when: 1.5, label: 'callback:g' }],
      stdout: ['after'],
    },
    { raised: 'SystemExit: 3' },
  ]);
});

test('without a loop, what was written stands with the end', () => {
  expect(linesOf(['out', 'alone\n'], ['result'])).toEqual([{ result: null, stdout: ['alone'] }]);
  expect(linesOf(['stopped', 'output', 'output'])).toEqual([{ stopped: 'output' }]);
});
