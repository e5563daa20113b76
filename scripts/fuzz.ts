// npm run fuzz: thousands of requests that nobody's browser would send, to a production server of its own on loopback. Needs a build.
// npm run fuzz -- replay: recordings that are made to hold a server up instead, and how long its health takes to answer meanwhile.
import { parseArgs } from 'node:util';
import { fuzzReplay } from './fuzz/replay';
import { fuzz } from './fuzz/run';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { requests: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
});
/** The longest that a recording may take to be refused, and that all but one in a hundred health answers may take. */
const REFUSED_MAX_MS = 2_000;
const HEALTH_P99_MAX_MS = 100;

if (positionals[0] === 'replay') await replay();
else await requests();

async function requests(): Promise<void> {
  const startedMs = performance.now();
  const result = await fuzz({ requests: Number(values.requests), seed: Number(values.seed) });
  console.log(
    `${values.requests} requests of seed ${values.seed} in ${((performance.now() - startedMs) / 1000).toFixed(0)} s`,
  );
  console.log('statuses', result.statuses);
  console.log('memory in MB, after each tenth', result.memoryMb.join(' '));
  for (const { table, before, after } of result.rows)
    if (after !== before) console.log(`rows of ${table}: ${before} → ${after}`);
  for (const { why, request, answer } of result.failures)
    console.log('\nFAILED', why, JSON.stringify(request).slice(0, 1_000), '\n  ', answer);
  process.exitCode = result.failures.length === 0 ? 0 : 1;
}

async function replay(): Promise<void> {
  const { sent, atOnce, healthMs, idleHealthMs } = await fuzzReplay();
  for (const { what, bytes, answer, ms } of sent) {
    console.log(
      `${what.padEnd(80)} ${String(bytes).padStart(7)} bytes  ${answer.padEnd(8)} ${String(ms).padStart(6)} ms`,
    );
  }
  console.log('\nsent by four accounts at once', atOnce);
  console.log(`health in ms, idle:      ${spread(idleHealthMs)}`);
  console.log(`health in ms, meanwhile: ${spread(healthMs)}`);
  const isRefused = sent.every(({ answer, ms }) => answer === 'refused' && ms < REFUSED_MAX_MS);
  process.exitCode = isRefused && quantile(healthMs, 0.99) < HEALTH_P99_MAX_MS ? 0 : 1;
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
}

function spread(sorted: readonly number[]): string {
  const [median, p99, longest] = [0.5, 0.99, 1].map((share) => quantile(sorted, share).toFixed(1));
  return `median ${median}, p99 ${p99}, longest ${longest} (${sorted.length} samples)`;
}
