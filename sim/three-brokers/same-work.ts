import type { BrokerId, BrokerRun, RawRun } from './broker-run';
import { summarise } from './broker-run';
import { runKafka } from './kafka-run';
import { runRabbitMq } from './rabbitmq-run';
import { runRedisStreams } from './redis-streams-run';
import { type Workload, workloadSchema } from './workload';

/** How each broker runs a workload in its own simulation. */
const runners = {
  'redis-streams': runRedisStreams,
  rabbitmq: runRabbitMq,
  kafka: runKafka,
} satisfies Record<BrokerId, (workload: Workload) => RawRun>;

/** The brokers that are compared, in the order in which they are shown. */
export const BROKERS = ['redis-streams', 'rabbitmq', 'kafka'] as const satisfies readonly BrokerId[];

/** Runs one workload and its crash on one broker. ZodError for a workload out of bounds. */
export function runSameWork(broker: BrokerId, workload: Workload): BrokerRun {
  const checked = workloadSchema.parse(workload);
  return summarise(checked, runners[broker](checked));
}
