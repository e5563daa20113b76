/**
 * How fast things are. Benchmarks, not tests: they print what they measure and judge nothing.
 *
 *   npm run -s bench             the engine, for five servers with RaftScope's timing (election timeout 100-200 ms, 10-15 ms
 *                                per message, heartbeat every 50 ms), then the browser's frames
 *   npm run -s bench -- engine   the engine alone
 *   npm run -s bench -- frames   frames per second and script time per frame, in Chromium against the production build
 *   npm run -s bench -- quiz     an attempt of twenty items, and a review queue out of 5,000 cards, on the database
 *   npm run -s bench -- rules    how long the explorer takes to break the cluster without each rule
 *   npm run -s bench -- amqp     messages per second through a topic exchange with 100 bindings
 *   npm run -s bench -- amqp-frames            frames of its lab with 1,000 messages in flight; edits of 100 queues, 300 bindings
 *   npm run -s bench -- asyncio-frames         how soon Python runs in a page; programs that try to have no end
 *   npm run -s bench -- autoscaling            a day of the HPA, alone and with its queue and pods; a setting's change
 *   npm run -s bench -- gil                    instructions per second of the interpreter; all schedules of two threads
 *   npm run -s bench -- gil-frames             frames of eight lanes with thousands of bars in view
 *   npm run -s bench -- redis-streams          commands per second of the Redis Streams server model
 *   npm run -s bench -- redis-streams-frames   frames while its log browser scrolls through a million entries
 *   npm run -s bench -- worker-pools           events per second of workers and requests; ten thousand tasks replayed
 *   npm run -s bench -- worker-pools-frames    frames while twelve children work through a thousand tasks
 */
import { labModules } from './lab-modules';

/** Those of no one lab; a lab's own is a module with its id in `bench/`, that of its frames `<id>-frames`. */
const general = ['engine', 'frames', 'quiz', 'rules'];
const names = [...general, ...labModules('bench'), ...labModules('bench', '-frames')];

const [name, ...rest] = process.argv.slice(2);
const chosen = name === undefined ? ['engine', 'frames'] : [name];
if (rest.length > 0 || !chosen.every((each) => names.includes(each))) {
  process.stderr.write(`usage: npm run -s bench -- [${names.join(' | ')}]\n`);
  process.exitCode = 2;
} else {
  process.stdout.write(`Node ${process.version}\n\n`);
  for (const each of chosen) {
    const { bench } = (await import(`./bench/${each}`)) as { bench(): void | Promise<void> };
    await bench();
  }
}
