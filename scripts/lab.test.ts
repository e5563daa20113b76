import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';

function runLab(args: readonly string[], lines: readonly string[]) {
  const command = ['--import', 'tsx', 'scripts/lab.ts', ...args];
  const options = { cwd: `${import.meta.dirname}/..`, encoding: 'utf8', input: lines.join('\n') } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, command, options);
  return {
    status,
    stderr,
    steps: stdout
      .split('\n')
      .filter(Boolean)
      .map((line): unknown => JSON.parse(line)),
  };
}

test('prints one line per step, with the messages under the names of Figure 2', () => {
  const lines = ['{"run":20}', '', '{"at":40.5,"command":{"type":"timeout","server":"s2"}}', '{"run":11}'];
  const { status, steps } = runLab(['raft', '--seed', '1', '--config', '{"servers":3,"latencyMaxMs":10}'], lines);
  const asked = { type: 'RequestVote', term: 1, candidateId: 's2', lastLogIndex: 0, lastLogTerm: 0 };
  const answered = { type: 'RequestVoteReply', term: 1, voteGranted: true };
  const state = { currentTerm: 1, votedFor: 's2', log: [], commitIndex: 0, lastApplied: 0 };
  expect(status).toBe(0);
  expect(steps).toEqual([
    {
      tick: 40_500,
      server: 's2',
      cause: 'command',
      sent: [
        { id: 1, from: 's2', to: 's1', ...asked },
        { id: 2, from: 's2', to: 's3', ...asked },
      ],
      state: { ...state, role: 'candidate' },
    },
    {
      tick: 50_500,
      server: 's1',
      cause: 'deliver',
      message: { id: 1, from: 's2', to: 's1', ...asked },
      sent: [{ id: 3, from: 's1', to: 's2', ...answered }],
      state: { ...state, role: 'follower' },
    },
    {
      tick: 50_500,
      server: 's3',
      cause: 'deliver',
      message: { id: 2, from: 's2', to: 's3', ...asked },
      sent: [{ id: 4, from: 's3', to: 's2', ...answered }],
      state: { ...state, role: 'follower' },
    },
  ]);
});

test('prints each broken rule once, after the step that broke it', () => {
  const act = (at: number, command: object) => JSON.stringify({ at, command });
  const lines = [
    act(0, { type: 'timeout', server: 's1' }),
    act(5, { type: 'timeout', server: 's2' }),
    act(12, { type: 'crash', server: 's3' }),
    act(13, { type: 'restart', server: 's3', disk: false }),
    '{"run":30}',
  ];
  const { steps } = runLab(['raft', '--seed', '1', '--config', '{"servers":3,"latencyMaxMs":10}'], lines);
  const violations = steps.filter((step) => JSON.stringify(step).startsWith('{"violation"'));
  expect(violations).toMatchObject([
    { violation: { name: 'One vote per term', tick: 15_000 } },
    { violation: { id: 'electionSafety', tick: 25_000, values: { first: 's1', second: 's2', term: 1 } } },
  ]);
});

test('takes every command, and gives a request to whoever leads', () => {
  const act = (at: number, command: object) => JSON.stringify({ at, command });
  const lines = [
    act(0, { type: 'timeout', server: 's1' }),
    act(30, { type: 'clientRequest', value: 'x=1' }),
    act(60, { type: 'clientRequest', server: 's2', value: 'x=2' }),
    act(61, { type: 'pause', server: 's2' }),
    act(62, { type: 'resume', server: 's2' }),
    act(63, { type: 'snapshot', server: 's1' }),
    act(64, { type: 'partition', groups: [['s1', 's2'], ['s3']] }),
    act(65, { type: 'heal' }),
    act(66, { type: 'link', from: 's1', to: 's2', dropPerMille: 500, duplicatePerMille: 10, reorder: false }),
    act(67, { type: 'reconfigure', servers: ['s1', 's2'] }),
    act(68, { type: 'transferLeadership', to: 's2' }),
    act(69, { type: 'crash', server: 's3' }),
    act(70, { type: 'restart', server: 's3', disk: false }),
    '{"run":500}',
  ];
  const { status, steps } = runLab(['raft', '--seed', '1', '--config', '{"servers":3,"latencyMaxMs":10}'], lines);
  expect(status).toBe(0);
  expect(steps.filter((step) => JSON.stringify(step).includes('"command"'))).toMatchObject([
    { server: 's1', cause: 'command' },
    { server: 's1', sent: [{ type: 'AppendEntries', entries: [{ term: 1, value: 'x=1' }] }, { to: 's3' }] },
    { server: 's2', sent: [], state: { log: [{ term: 1, value: 'x=1' }], role: 'follower' } },
    { server: 's2' },
    { server: 's2' },
    { server: 's1', state: { log: [], snapshot: { lastIncludedIndex: 1, lastIncludedTerm: 1 }, commitIndex: 1 } },
    { server: 's1', state: { log: [{ term: 1, value: 'C_old,new' }] } },
    { server: 's1' },
    { server: 's3', state: { role: 'crashed' } },
    { server: 's3', state: { currentTerm: 0, votedFor: null, log: [], commitIndex: 0, lastApplied: 0 } },
  ]);
});

test('explores schedules and says in one line what they came to', () => {
  const config = JSON.stringify({ rules: { consistencyCheck: false } });
  const { status, steps } = runLab(['raft', '--seed', '1', '--explore', '20', '--config', config], []);
  expect(status).toBe(0);
  const source = expect.stringContaining('Figure 3');
  const commands = expect.arrayContaining([expect.objectContaining({ command: expect.anything() })]);
  const counterexamples = expect.arrayContaining([expect.objectContaining({ source, commands })]);
  expect(steps).toEqual([expect.objectContaining({ runs: 20, counterexamples })]);
  expect(runLab(['raft', '--seed', '1', '--explore', '5'], []).steps).toMatchObject([
    { violations: {}, counterexamples: [] },
  ]);
}, 30_000);

test.each([
  ['{"run":', 'line 2: not JSON'],
  ['{"run":-1}', 'line 2: expected {"run": ms}'],
  ['{"at":1,"command":{"type":"crash","server":"s1"}}', 'line 2: at: 1 ms is past'],
  ['{"at":20,"command":{"type":"crash","server":"s9"}}', 'line 2: there is no server s9'],
  ['{"at":20,"command":{"type":"explode","server":"s1"}}', 'line 2: command: type:'],
])('refuses %s in one line that says which line and why', (line, reason) => {
  const { status, stderr } = runLab(['raft', '--seed', '1'], ['{"run":10}', line]);
  expect(status).toBe(2);
  expect(stderr).toMatch(/^[^\n]+\n$/);
  expect(stderr).toContain(reason);
});

test.each([
  [['raft'], '--seed'],
  [['paxos', '--seed', '1'], 'there is no lab "paxos"'],
  [['raft', '--seed', '1', '--config', '{"servers":2}'], '--config: servers:'],
  [['raft', '--seed', '1', '--explore', 'many'], '--explore must be a whole number'],
])('refuses the arguments %j', (args, reason) => {
  const { status, stderr } = runLab(args, []);
  expect(status).toBe(2);
  expect(stderr).toContain(reason);
});

test('prints a line per iteration of a Python program’s event loop, and how it ended', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'lab-'));
  const file = path.join(folder, 'program.py');
  writeFileSync(
    file,
    [
      'import asyncio',
      'async def work():',
      '    await asyncio.sleep(1)',
      '    print("slept")',
      'async def main():',
      '    await asyncio.create_task(work())',
      '    raise SystemExit(3)',
      'asyncio.run(main())',
    ].join('\n'),
  );
  const { status, steps } = runLab(['asyncio', file], []);
  rmSync(folder, { recursive: true });
  expect(status).toBe(0);
  const first = { iteration: 0, time: 0, ran: ['step:main'], ready: ['step:main'], timers: [], stdout: [] };
  expect(steps[0]).toEqual(first);
  expect(steps[3]).toEqual({
    iteration: 3,
    time: 1,
    ran: ['wakeup:Task-2'],
    ready: ['wakeup:Task-2'],
    timers: [],
    stdout: ['slept'],
  });
  expect(steps.at(-1)).toEqual({ raised: 'SystemExit: 3' });
});
