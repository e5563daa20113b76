import { createEngine } from '../core/engine';
import { runRecording } from '../core/recording';
import { recordScenario } from '../core/scenario';
import type { Tick } from '../core/simulation';
import type { KafkaGroupCommand } from '../kafka-group/command';
import { CONSUMER_IDS, kafkaGroupConfig, TICKS_PER_MILLISECOND, ticksFromMs } from '../kafka-group/config';
import { kafkaGroup } from '../kafka-group/kafka-group';
import { recordOutcomes } from '../kafka-group/outcomes';
import type { KafkaGroupState, Position } from '../kafka-group/state';
import type { RawRun, Seen } from './broker-run';
import { consumerNames, horizonMs, keyOf, sentMs, WARM_UP_MS, type Workload } from './workload';

/** A Kafka consumer group: poll, work the batch, commit its offsets, and again. A key's messages share a partition. */
export function runKafka(workload: Workload): RawRun {
  const { consumers, serviceMs, batch, recoveryMs, kafkaPartitions } = workload;
  const config = kafkaGroupConfig.parse({
    partitions: kafkaPartitions,
    consumers,
    recordsPerSecond: 0,
    strategy: 'cooperative-sticky',
    sessionTimeoutMs: recoveryMs,
    heartbeatIntervalMs: Math.max(1, Math.floor(recoveryMs / 3)),
    maxPollRecords: batch,
    enableAutoCommit: false,
    groupInitialRebalanceDelayMs: 100,
    serviceMinMs: serviceMs,
    serviceMaxMs: serviceMs,
  });
  const recording = recordScenario(kafkaGroup, {
    id: 'same-work',
    config,
    seed: 1,
    commands: commandsFor(workload),
    endTick: ticksFromMs(WARM_UP_MS + horizonMs(workload)),
  });
  const engine = createEngine(kafkaGroup, { config, seed: recording.seed });
  const watch = new Watch();
  runRecording(engine, recording, ({ tick, trace }) => {
    watch.see(engine.state, tick);
    for (const { kind, actor, data } of trace) {
      if (kind === 'produced') watch.note(tick, { type: 'sent', number: Number(data?.number) });
      else if (kind === 'crash') watch.note(tick, { type: 'crashed', consumer: actor });
      else if (kind === 'restart') watch.note(tick, { type: 'restarted', consumer: actor });
    }
  });
  const gone = recordOutcomes(engine.state).filter(({ isCommitted }) => isCommitted);
  return {
    broker: 'kafka',
    ackApplied: 'after-batch',
    consumers: consumerNames(workload),
    seen: watch.seen,
    gone: new Set(gone.map(({ number }) => number)),
  };
}

function commandsFor(workload: Workload) {
  const numbers = Array.from({ length: workload.messages }, (_, index) => index + 1);
  const timed = numbers.map((number) => {
    const key = keyOf(workload, number);
    return timedAt(WARM_UP_MS + sentMs(workload, number), { type: 'produce', producer: 1, count: 1, key });
  });
  const { crash } = workload;
  const consumer = crash === null ? undefined : CONSUMER_IDS[crash.consumer - 1];
  if (crash !== null && consumer !== undefined) {
    const atMs = WARM_UP_MS + crash.atMs;
    timed.push(timedAt(atMs, { type: 'crash', consumer }));
    if (crash.restartAfterMs !== null) timed.push(timedAt(atMs + crash.restartAfterMs, { type: 'restart', consumer }));
  }
  return timed.sort((a, b) => a.tick - b.tick);
}

function timedAt(ms: number, command: KafkaGroupCommand): { readonly tick: Tick; readonly command: KafkaGroupCommand } {
  return { tick: ticksFromMs(ms), command };
}

/** Looks at each consumer after each step: what it was given, and what it works on. */
class Watch {
  readonly seen: Seen[] = [];
  private readonly batches = new Map<string, readonly Position[]>();
  private readonly working = new Map<string, { readonly number: number; readonly startTick: Tick }>();

  note(
    tick: Tick,
    event:
      | { readonly type: 'sent'; readonly number: number }
      | { readonly type: 'crashed' | 'restarted'; readonly consumer: string },
  ): void {
    this.seen.push({ ms: msOf(tick), ...event });
  }

  see(state: KafkaGroupState, tick: Tick): void {
    for (const { id, memory } of state.consumers) {
      const batch = memory?.batch ?? [];
      const known = this.batches.get(id) ?? [];
      // A batch only gets shorter until the next poll: what was not in it before is new.
      for (const position of batch) {
        if (known.some((other) => isSame(other, position))) continue;
        this.seen.push({ ms: msOf(tick), type: 'handed', number: numberAt(state, position), consumer: id });
      }
      this.batches.set(id, [...batch]);
      this.seeWork(state, id, memory === null, tick);
    }
  }

  private seeWork(state: KafkaGroupState, id: string, isStopped: boolean, tick: Tick): void {
    const consumer = state.consumers.find((candidate) => candidate.id === id);
    const startTick = consumer?.memory?.workStartTick ?? null;
    const first = consumer?.memory?.batch[0];
    const now = startTick === null || first === undefined ? null : { number: numberAt(state, first), startTick };
    const before = this.working.get(id);
    if (before?.number === now?.number && before?.startTick === now?.startTick) return;
    if (before !== undefined && !isStopped) {
      this.seen.push({ ms: msOf(tick), type: 'ended', number: before.number, consumer: id });
    }
    if (now === null) {
      this.working.delete(id);
      return;
    }
    this.seen.push({ ms: msOf(now.startTick), type: 'began', number: now.number, consumer: id });
    this.working.set(id, now);
  }
}

function msOf(tick: Tick): number {
  return Math.round(tick / TICKS_PER_MILLISECOND) - WARM_UP_MS;
}

function isSame(a: Position, b: Position): boolean {
  return a.partition === b.partition && a.offset === b.offset;
}

function numberAt(state: KafkaGroupState, { partition, offset }: Position): number {
  return state.partitions[partition]?.[offset]?.number ?? 0;
}
