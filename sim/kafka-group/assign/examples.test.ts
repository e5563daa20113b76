/** The examples of the assignors' Javadoc, and situations of Kafka's own unit tests, as tables. */
import { describe, expect, test } from 'vitest';
import { type AssignorName, assignors } from './assignors';
import { type GroupSubscription, parsePartitionName, partitionName, type Subscription } from './group-subscription';

type Member = {
  readonly topics: string;
  readonly owns?: string;
  readonly generation?: number;
  readonly instance?: string;
};

function words(text: string): string[] {
  return text.split(' ').filter((word) => word !== '');
}

/** A group in short: topics and partitions separated by blanks. */
function groupOf(partitionCounts: Record<string, number>, members: Record<string, Member>): GroupSubscription {
  const subscriptions = Object.entries(members).map(([id, member]): [string, Subscription] => [
    id,
    {
      topics: words(member.topics),
      ownedPartitions: words(member.owns ?? '')
        .map(parsePartitionName)
        .filter((partition) => partition !== null),
      generation: member.generation ?? null,
      groupInstanceId: member.instance ?? null,
    },
  ]);
  return { members: new Map(subscriptions), partitionCounts: new Map(Object.entries(partitionCounts)) };
}

function assign(strategy: AssignorName, ...group: Parameters<typeof groupOf>): Record<string, string> {
  const assignment = assignors[strategy](groupOf(...group));
  return Object.fromEntries([...assignment].map(([id, partitions]) => [id, partitions.map(partitionName).join(' ')]));
}

const FOUR_PAIRS = { t0: 2, t1: 2, t2: 2, t3: 2 };
const ALL_FOUR = 't0 t1 t2 t3';
const STAIRS = { t0: 1, t1: 2, t2: 3 };

describe('range', () => {
  test('cuts each topic into runs, the first members having one more', () => {
    expect(assign('range', { t0: 3, t1: 3 }, { C0: { topics: 't0 t1' }, C1: { topics: 't0 t1' } })).toEqual({
      C0: 't0-0 t0-1 t1-0 t1-1',
      C1: 't0-2 t1-2',
    });
  });

  test('goes by the instance ids of static members, whatever their member ids are', () => {
    expect(
      assign(
        'range',
        { t0: 3, t1: 3 },
        {
          C3: { topics: 't0 t1', instance: 'I0' },
          C2: { topics: 't0 t1', instance: 'I1' },
        },
      ),
    ).toEqual({ C2: 't0-2 t1-2', C3: 't0-0 t0-1 t1-0 t1-1' });
  });

  test('looks at a topic only together with those who subscribe to it', () => {
    expect(
      assign('range', { a: 3, b: 2 }, { c1: { topics: 'a' }, c2: { topics: 'a b' }, c3: { topics: 'a' } }),
    ).toEqual({ c1: 'a-0', c2: 'a-1 b-0 b-1', c3: 'a-2' });
  });

  test('leaves the last members with nothing when there are more members than partitions', () => {
    expect(assign('range', { t: 1 }, { c1: { topics: 't' }, c2: { topics: 't' } })).toEqual({ c1: 't-0', c2: '' });
  });
});

describe('roundrobin', () => {
  test('deals all partitions of all topics in turn', () => {
    expect(assign('roundrobin', { t0: 3, t1: 3 }, { C0: { topics: 't0 t1' }, C1: { topics: 't0 t1' } })).toEqual({
      C0: 't0-0 t0-2 t1-1',
      C1: 't0-1 t1-0 t1-2',
    });
  });

  test('passes over who does not subscribe, and so may leave the members far apart', () => {
    expect(
      assign('roundrobin', STAIRS, { C0: { topics: 't0' }, C1: { topics: 't0 t1' }, C2: { topics: 't0 t1 t2' } }),
    ).toEqual({ C0: 't0-0', C1: 't1-0', C2: 't1-1 t2-0 t2-1 t2-2' });
  });

  test('without C0 keeps three of the six partitions where they were', () => {
    expect(assign('roundrobin', STAIRS, { C1: { topics: 't0 t1' }, C2: { topics: 't0 t1 t2' } })).toEqual({
      C1: 't0-0 t1-1',
      C2: 't1-0 t2-0 t2-1 t2-2',
    });
  });

  test('goes by the instance ids of static members', () => {
    const topics = 't0 t1';
    expect(
      assign(
        'roundrobin',
        { t0: 3, t1: 3 },
        {
          C5: { topics, instance: 'I0' },
          C3: { topics, instance: 'I1' },
          C4: { topics, instance: 'I2' },
        },
      ),
    ).toEqual({ C3: 't0-1 t1-1', C4: 't0-2 t1-2', C5: 't0-0 t1-0' });
  });
});

describe('sticky', () => {
  test('deals like round-robin when it starts afresh and all subscribe to the same', () => {
    expect(
      assign('sticky', FOUR_PAIRS, { C0: { topics: ALL_FOUR }, C1: { topics: ALL_FOUR }, C2: { topics: ALL_FOUR } }),
    ).toEqual({ C0: 't0-0 t1-1 t3-0', C1: 't0-1 t2-0 t3-1', C2: 't1-0 t2-1' });
  });

  test('without C1 moves only what C1 had, where round-robin deals everything anew', () => {
    const left = { C0: { topics: ALL_FOUR, owns: 't0-0 t1-1 t3-0' }, C2: { topics: ALL_FOUR, owns: 't1-0 t2-1' } };
    // The Javadoc swaps t0p1 and t2p0: it tells what the general algorithm would do. The code deals
    // equal subscriptions by another, and answers this.
    expect(assign('sticky', FOUR_PAIRS, left)).toEqual({
      C0: 't0-0 t3-0 t1-1 t0-1',
      C2: 't1-0 t2-1 t2-0 t3-1',
    });
    expect(assign('roundrobin', FOUR_PAIRS, left)).toEqual({
      C0: 't0-0 t1-0 t2-0 t3-0',
      C2: 't0-1 t1-1 t2-1 t3-1',
    });
  });

  test('balances members with different subscriptions better than round-robin', () => {
    expect(
      assign('sticky', STAIRS, { C0: { topics: 't0' }, C1: { topics: 't0 t1' }, C2: { topics: 't0 t1 t2' } }),
    ).toEqual({ C0: 't0-0', C1: 't1-0 t1-1', C2: 't2-0 t2-1 t2-2' });
  });

  test('without C0 keeps five of the six partitions where they were', () => {
    expect(
      assign('sticky', STAIRS, {
        C1: { topics: 't0 t1', owns: 't1-0 t1-1' },
        C2: { topics: 't0 t1 t2', owns: 't2-0 t2-1 t2-2' },
      }),
    ).toEqual({ C1: 't1-0 t1-1 t0-0', C2: 't2-0 t2-1 t2-2' });
  });

  test('a member that joins takes one partition from the one with the most', () => {
    expect(assign('sticky', { t: 3 }, { c1: { topics: 't', owns: 't-0 t-1 t-2' }, c2: { topics: 't' } })).toEqual({
      c1: 't-0 t-1',
      c2: 't-2',
    });
  });

  test('of two members that claim a partition in one generation, neither is taken to own it', () => {
    expect(
      assign(
        'cooperative-sticky',
        { t: 3 },
        {
          c1: { topics: 't', owns: 't-0 t-1', generation: 4 },
          c2: { topics: 't', owns: 't-1 t-2', generation: 4 },
        },
      ),
    ).toEqual({ c1: 't-0', c2: 't-2' });
  });

  test('a claim from an earlier generation loses against a newer one', () => {
    expect(
      assign(
        'sticky',
        { t: 3 },
        {
          c1: { topics: 't', owns: 't-0 t-1', generation: 4 },
          c2: { topics: 't', owns: 't-1 t-2', generation: 5 },
        },
      ),
    ).toEqual({ c1: 't-0', c2: 't-1 t-2' });
  });

  test('gives back what a member does not subscribe to any more', () => {
    expect(
      assign(
        'sticky',
        { a: 2, b: 2 },
        {
          c1: { topics: 'a', owns: 'a-0 b-0' },
          c2: { topics: 'a b', owns: 'a-1 b-1' },
        },
      ),
    ).toEqual({ c1: 'a-0 a-1', c2: 'b-1 b-0' });
  });
});

describe('cooperative-sticky', () => {
  test('withholds what has to be revoked first, and gives it out in the rebalance that follows', () => {
    const first = assign(
      'cooperative-sticky',
      { t: 4 },
      { c1: { topics: 't', owns: 't-0 t-1 t-2 t-3' }, c2: { topics: 't' } },
    );
    expect(first).toEqual({ c1: 't-0 t-1', c2: '' });
    const second = assign(
      'cooperative-sticky',
      { t: 4 },
      { c1: { topics: 't', owns: 't-0 t-1' }, c2: { topics: 't' } },
    );
    expect(second).toEqual({ c1: 't-0 t-1', c2: 't-2 t-3' });
  });

  test('does the same when the members subscribe to different topics', () => {
    expect(
      assign(
        'cooperative-sticky',
        { a: 4, b: 1 },
        {
          c1: { topics: 'a', owns: 'a-0 a-1 a-2 a-3' },
          c2: { topics: 'a b' },
        },
      ),
    ).toEqual({ c1: expect.stringMatching(/^a-\d a-\d(?: a-\d)?$/), c2: 'b-0' });
  });

  test('gives out at once what nobody holds', () => {
    expect(assign('cooperative-sticky', { t: 2 }, { c1: { topics: 't', owns: 't-0' }, c2: { topics: 't' } })).toEqual({
      c1: 't-0',
      c2: 't-1',
    });
  });
});

describe('whatever the strategy', () => {
  const strategies = Object.keys(assignors).filter((name): name is AssignorName => Object.hasOwn(assignors, name));
  test.each(strategies)('%s gives nothing to a member without topics, or of topics that do not exist', (strategy) => {
    expect(
      assign(strategy, { t: 2 }, { c1: { topics: '' }, c2: { topics: 'elsewhere' }, c3: { topics: 't' } }),
    ).toEqual({
      c1: '',
      c2: '',
      c3: 't-0 t-1',
    });
    expect(assign(strategy, { t: 2 }, {})).toEqual({});
  });
});
