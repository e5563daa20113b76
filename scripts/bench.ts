/**
 * How fast things are. Benchmarks, not tests: they print what they measure and judge nothing.
 *
 *   npm run -s bench             the engine, for five servers with RaftScope's timing (election timeout 100-200 ms, 10-15 ms
 *                                per message, heartbeat every 50 ms), then the browser's frames
 *   npm run -s bench -- engine   the engine alone
 *   npm run -s bench -- frames   frames per second and script time per frame, in Chromium against the production build
 *   npm run -s bench -- quiz     a sitting of twenty items, and a review queue out of 5,000 cards, on the database
 *   npm run -s bench -- rules    how long the explorer takes to break the cluster without each rule
 *   npm run -s bench -- amqp     messages per second through a topic exchange with 100 bindings
 *   npm run -s bench -- amqp-frames            frames of its lab with 1,000 messages in flight; edits of 100 queues, 300 bindings
 *   npm run -s bench -- redis-streams          commands per second of the Redis Streams server model
 *   npm run -s bench -- redis-streams-frames   frames while its log browser scrolls through a million entries
 */
import { benchAmqp } from './bench/amqp';
import { benchAmqpFrames } from './bench/amqp-frames';
import { benchEngine } from './bench/engine';
import { benchFrames } from './bench/frames';
import { benchQuiz } from './bench/quiz';
import { benchRedisStreams, benchRedisStreamsFrames } from './bench/redis-streams';
import { benchRules } from './bench/rules';

const benchmarks: Readonly<Record<string, readonly (() => void | Promise<void>)[]>> = {
  all: [benchEngine, benchFrames],
  engine: [benchEngine],
  frames: [benchFrames],
  quiz: [benchQuiz],
  rules: [benchRules],
  amqp: [benchAmqp],
  'amqp-frames': [benchAmqpFrames],
  'redis-streams': [benchRedisStreams],
  'redis-streams-frames': [benchRedisStreamsFrames],
};
const [name = 'all', ...rest] = process.argv.slice(2);
const chosen = rest.length === 0 && Object.hasOwn(benchmarks, name) ? benchmarks[name] : undefined;
if (chosen === undefined) {
  process.stderr.write(`usage: npm run -s bench -- [${Object.keys(benchmarks).join(' | ')}]\n`);
  process.exitCode = 2;
} else {
  process.stdout.write(`Node ${process.version}\n\n`);
  for (const run of chosen) await run();
}
