import { expect, it } from 'vitest';
import { nextTopics } from './next-topic';

const some = ['03-amqp-protocol', '07-redis-streams', '12-consensus-algorithms'];

it('leads to the next topic of the path that exists', () => {
  expect(nextTopics('12-consensus-algorithms', some)).toEqual([
    { pathId: 'distributed-systems', topicId: '07-redis-streams' },
  ]);
});

it('leads nowhere from the last one', () => {
  expect(nextTopics('07-redis-streams', some)).toEqual([]);
});

it('names a topic once, though several paths lead to it', () => {
  expect(nextTopics('01-python-asyncio', some)).toEqual([{ pathId: 'foundations', topicId: '03-amqp-protocol' }]);
});
