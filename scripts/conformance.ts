/**
 * Compares a lab with the real system, which it starts on the loopback interface and stops again.
 *
 *   npm run conformance -- amqp            random sessions on RabbitMQ and on the model
 *   npm run conformance -- autoscaling     what AMQP and HTTP say of random queues on RabbitMQ; Kubernetes' own tables
 *   npm run conformance -- gil             generated bodies, and what is deterministic on Python 3.11
 *   npm run conformance -- io-multiplexing random scripts of system calls on this machine's Linux and on the model
 *   npm run conformance -- redis-streams   random command sequences on Redis and on the model
 *   npm run conformance -- worker-pools    random sessions of Celery workers at RabbitMQ, and anyio's limiter
 *
 * A lab that is compared has a module with its id in `conformance/`.
 *
 * `--seed N` repeats a run, `--runs N` says how many sessions, `--record` records the committed sessions anew from the real
 * system, `--help` says what is compared and what is not. Ends with status 1 when something differs.
 */
import { parseArgs } from 'node:util';
import type { ConformanceTarget } from './conformance/options';
import { labModules } from './lab-modules';

const targets = labModules('conformance');

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
  const options = { seed, runs: wholeNumber(values.runs, target.runs), record: values.record };
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
