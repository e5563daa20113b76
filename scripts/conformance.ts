/**
 * Compares a lab with the real system, which it starts on the loopback interface and stops again.
 *
 *   npm run conformance -- amqp            2,000 random sessions on RabbitMQ and on the model
 *   npm run conformance -- redis-streams   5,000 random command sequences on Redis and on the model
 *
 * `--seed N` repeats a run, `--runs N` says how many sessions, `--record` records the committed sessions anew from the real
 * system, `--help` says what is compared and what is not. Ends with status 1 when something differs.
 */
import { parseArgs } from 'node:util';
import type { ConformanceTarget } from './conformance/options';

/** Each is a module of that name in `conformance/`, loaded when it is asked for; with how many random sessions it takes. */
const runsByTarget: Readonly<Record<string, number>> = { amqp: 2_000, 'redis-streams': 5_000 };
const targets = Object.keys(runsByTarget);

const usage = `usage: npm run conformance -- ${targets.join(' | ')} [--seed N] [--runs N] [--record] [--help]\n`;

function wholeNumber(value: string | undefined, otherwise: number): number {
  if (value === undefined) return otherwise;
  if (!/^-?\d+$/.test(value)) throw new TypeError(`not a whole number: ${value}`);
  return Number(value);
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      seed: { type: 'string' },
      runs: { type: 'string' },
      record: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const [name = '', ...rest] = positionals;
  if (!targets.includes(name) || rest.length > 0) {
    process.stderr.write(usage);
    return 2;
  }
  const target = (await import(`./conformance/${name}`)) as ConformanceTarget;
  if (values.help) {
    process.stdout.write(`${usage}\n\`${name}\` ${target.help}`);
    return 0;
  }
  const seed = wholeNumber(values.seed, Date.now() % 2 ** 31);
  process.stdout.write(`seed ${seed}\n`);
  const options = { seed, runs: wholeNumber(values.runs, runsByTarget[name] ?? 0), record: values.record };
  return (await target.conform(options)) ? 0 : 1;
}

main().then(
  (status) => process.exit(status),
  (error: unknown) => {
    const isUsage = error instanceof TypeError;
    process.stderr.write(isUsage ? `${error.message}\n${usage}` : `${error instanceof Error ? error.stack : error}\n`);
    process.exit(isUsage ? 2 : 1);
  },
);
