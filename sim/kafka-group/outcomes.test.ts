import { expect, test } from 'vitest';
import { groupFigures, holdings, lags, recordOutcomes } from './outcomes';
import { createGroup } from './testing/group';

test('says what each consumer holds, works and has still before it', () => {
  const group = createGroup({ consumers: 2, partitions: 2 });
  group.run(50);
  for (const key of ['k0', 'k0', 'k0']) group.command({ type: 'produce', producer: 1, count: 1, key });
  const partition = recordOutcomes(group.state)[0]?.partition ?? -1;
  group.run(14);
  const owner = holdings(group.state).find(({ partitions }) => partitions.includes(partition));
  expect(owner).toMatchObject({
    process: 'running',
    membership: 'stable',
    generation: 1,
    working: { partition, offset: 1 },
  });
  expect(owner?.waiting).toEqual([{ partition, offset: 2 }]);
  group.command({ type: 'crash', consumer: owner?.consumer ?? 'c1' });
  expect(holdings(group.state).find(({ consumer }) => consumer === owner?.consumer)).toMatchObject({
    process: 'stopped',
    memberId: null,
    partitions: [],
    working: null,
  });
});

test('says of each record who worked it and when, and whether it is committed', () => {
  const group = createGroup({ consumers: 1, partitions: 1, enableAutoCommit: false, serviceMinMs: 5, serviceMaxMs: 5 });
  group.run(100);
  group.command({ type: 'produce', producer: 1, count: 1, key: 'a' });
  expect(recordOutcomes(group.state)).toMatchObject([
    { number: 1, key: 'a', partition: 0, offset: 0, processings: [], isCommitted: false },
  ]);
  expect(lags(group.state)).toEqual([1]);
  group.run(50);
  expect(recordOutcomes(group.state)).toMatchObject([
    {
      producedTick: 100_000,
      processings: [{ consumer: 'c1', memberId: 'c1-1', generation: 1, startTick: 101_000, endTick: 106_000 }],
      isCommitted: true,
    },
  ]);
  expect(lags(group.state)).toEqual([0]);
  expect(groupFigures(group.state)).toEqual({ produced: 1, processed: 1, duplicates: 0, uncommitted: 0, overtaken: 0 });
});
