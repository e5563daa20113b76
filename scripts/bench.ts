/**
 * How fast the engine is. A benchmark, not a test: it prints what it measures and judges nothing.
 *
 *   npm run -s bench             speed, for five servers with RaftScope's timing: election timeout 100-200 ms, 10-15 ms per
 *                                message, heartbeat every 50 ms
 *   npm run -s bench -- rules    how long the explorer takes to break the cluster without each rule
 */
import { benchEngine } from './bench/engine';
import { benchRules } from './bench/rules';

const [name = 'engine', ...rest] = process.argv.slice(2);
const benchmarks: Readonly<Record<string, () => void>> = { engine: benchEngine, rules: benchRules };
const run = rest.length === 0 && Object.hasOwn(benchmarks, name) ? benchmarks[name] : undefined;
if (run === undefined) {
  process.stderr.write(`usage: npm run -s bench -- [${Object.keys(benchmarks).join(' | ')}]\n`);
  process.exitCode = 2;
} else {
  process.stdout.write(`Node ${process.version}\n\n`);
  run();
}
