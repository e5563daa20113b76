import * as z from 'zod/mini';
import { BadLine, type LineSession, parseObject, parseWith } from '../core/line-session';
import type { Json } from '../core/simulation';
import { type HpaSpec, hpaMemory, proposalOf, syncHpa } from './hpa';
import { milli, operate, readTrigger, TRIGGER_MODES } from './keda';
import { rabbitmqFigures } from './rabbitmq';
import {
  externalPerPodReplicas,
  podMetricReplicas,
  REPLICAS_MAX,
  utilizationReplicas,
  valueReplicas,
} from './replica-calculator';
import { readTriggerMetadata } from './trigger-metadata';

const count = z.int().check(z.minimum(0), z.maximum(REPLICAS_MAX));
const quantity = z.number().check(z.minimum(0), z.maximum(Number.MAX_SAFE_INTEGER));
const positive = z.number().check(z.minimum(Number.MIN_VALUE), z.maximum(Number.MAX_SAFE_INTEGER));
const whole = z.int().check(z.minimum(0));
const toleranceMilli = z._default(z.number().check(z.minimum(0), z.maximum(1_000_000)), 100);
const kubernetes = z._default(z.enum(['1.32', '1.33']), '1.32');
const nullableCount = z.nullable(count);

const rabbitmqLine = z.strictObject({
  rabbitmq: z.strictObject({
    type: z._default(z.enum(['classic', 'quorum']), 'classic'),
    published: z.int().check(z.minimum(0), z.maximum(100_000)),
    consumers: z
      .array(z.strictObject({ prefetch: z.int().check(z.minimum(0), z.maximum(65_535)) }))
      .check(z.maxLength(1_000)),
    acked: z._default(z.int().check(z.minimum(0), z.maximum(100_000)), 0),
    die: z._default(z.nullable(whole), null),
    autoAck: z._default(z.boolean(), false),
  }),
});

const scalerLine = z.strictObject({
  scaler: z.strictObject({
    protocol: z.enum(['amqp', 'http']),
    mode: z._default(z.enum(TRIGGER_MODES), 'QueueLength'),
    ready: whole,
    unacked: whole,
    excludeUnacknowledged: z._default(z.boolean(), false),
    publishRate: z._default(quantity, 0),
    deliverGetRate: z._default(quantity, 0),
    value: positive,
    activationValue: z._default(z.number(), 0),
    currentReplicas: count,
    min: nullableCount,
    max: count,
    toleranceMilli,
    kubernetes,
  }),
});

const metadata = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
const validateLine = z.strictObject({
  validate: metadata,
  authParams: z.exactOptional(metadata),
  resolvedEnv: z.exactOptional(metadata),
});

const seconds = z.number().check(z.minimum(0), z.maximum(1e9));
const policy = z.tuple([
  z.enum(['Pods', 'Percent']),
  z.int().check(z.minimum(1), z.maximum(REPLICAS_MAX)),
  z.number().check(z.minimum(Number.MIN_VALUE), z.maximum(1e9)),
]);
const select = z._default(z.enum(['Max', 'Min', 'Disabled']), 'Max');
const listOf = <Item extends z.ZodMiniType>(item: Item) => z.union([item, z.array(item).check(z.minLength(1))]);

const timelineLine = z.strictObject({
  timeline: z.strictObject({
    min: count,
    max: count,
    scaleUpWindowS: z._default(seconds, 0),
    scaleDownWindowS: z._default(seconds, 300),
    scaleUp: z._default(z.array(policy), []),
    scaleDown: z._default(z.array(policy), []),
    selectUp: select,
    selectDown: select,
    value: listOf(positive),
    startReplicas: count,
    syncS: z._default(z.number().check(z.minimum(Number.MIN_VALUE), z.maximum(1e9)), 15),
    toleranceMilli,
    kubernetes,
  }),
  /** Null: the metric cannot be had. */
  series: z.array(z.tuple([seconds, listOf(z.nullable(quantity))])),
  untilS: seconds,
});

const operatorLine = z.strictObject({
  operator: z.strictObject({
    active: z.boolean(),
    error: z._default(z.boolean(), false),
    replicas: count,
    min: z._default(nullableCount, null),
    idle: z._default(nullableCount, null),
    lastActiveAgoS: z._default(z.nullable(seconds), null),
    cooldownS: z._default(seconds, 300),
    createdAgoS: z._default(seconds, 1e9),
    initialCooldownS: z._default(seconds, 0),
    fallbackReplicas: z._default(nullableCount, null),
    pauseScaleIn: z._default(z.boolean(), false),
    pauseScaleOut: z._default(z.boolean(), false),
    forceActivation: z._default(z.boolean(), false),
    paused: z._default(z.boolean(), false),
  }),
});

const replicasLine = z.strictObject({
  replicas: z.strictObject({
    kind: z.enum(['resource', 'pods', 'object', 'external', 'externalPerPod']),
    currentReplicas: count,
    targetMilli: z.exactOptional(positive),
    /** Of a resource, in place of `targetMilli`: utilisation in percent of what each pod requests. */
    targetPercent: z.exactOptional(positive),
    requestMilli: z.exactOptional(positive),
    valuesMilli: z.exactOptional(z.array(quantity).check(z.maxLength(100_000))),
    totalMilli: z.exactOptional(quantity),
    readyPods: z.exactOptional(count),
    missing: z._default(z.int().check(z.minimum(0), z.maximum(100_000)), 0),
    unready: z._default(z.int().check(z.minimum(0), z.maximum(100_000)), 0),
    toleranceMilli,
    kubernetes,
  }),
});

/** Syncs that one `timeline` may have. */
const SYNCS_MAX = 1_000_000;

/**
 * What HPA, KEDA and RabbitMQ say, line by line: each line is a question of its own, `{"rabbitmq":{…}}`, `{"scaler":{…}}`,
 * `{"validate":{…}}`, `{"timeline":{…},"series":[…],"untilS":…}`, `{"operator":{…}}` or `{"replicas":{…}}`. Times in seconds. Where it
 * matters, `"kubernetes":"1.32"` (also for what came before) or `"1.33"`.
 *
 * Throws BadLine for anything else.
 */
export function createAutoscalingSession(): LineSession {
  return {
    feed(line) {
      const value = parseObject(line, `a line is one JSON object with ${Object.keys(answers).join(', ')}`);
      const answer = Object.entries(answers).find(([key]) => key in value)?.[1];
      if (answer === undefined) throw new BadLine(`the line: one of ${Object.keys(answers).join(', ')} is expected`);
      return [answer(value)];
    },
  };
}

const answers: Readonly<Record<string, (value: object) => Json>> = {
  rabbitmq: (value) => {
    const { rabbitmq } = parseWith(rabbitmqLine, value);
    if (rabbitmq.die !== null && rabbitmq.die >= rabbitmq.consumers.length) {
      throw new BadLine(`rabbitmq.die: there are ${rabbitmq.consumers.length} consumers`);
    }
    return { ...rabbitmqFigures(rabbitmq) };
  },
  scaler: (value) => scalerAnswer(parseWith(scalerLine, value).scaler),
  validate: (value) => {
    const { validate, authParams, resolvedEnv } = parseWith(validateLine, value);
    return readTriggerMetadata({ metadata: validate, authParams, resolvedEnv });
  },
  timeline: (value) => timelineAnswer(parseWith(timelineLine, value)),
  operator: (value) => {
    const { replicas, activeReason } = operate(parseWith(operatorLine, value).operator);
    return { replicas, activeReason };
  },
  replicas: (value) => replicasAnswer(parseWith(replicasLine, value).replicas),
};

function scalerAnswer(scaler: z.infer<typeof scalerLine>['scaler']): Json {
  const { protocol, mode, value, excludeUnacknowledged, currentReplicas, min, max } = scaler;
  const read = readTriggerMetadata({
    metadata: { queueName: 'q', protocol, mode, value, excludeUnacknowledged },
  });
  if ('refused' in read) return read;
  const { metricMilli, active } = readTrigger(scaler, scaler);
  const hpaRaw = currentReplicas === 0 ? 0 : externalPerPodReplicas(metricMilli, milli(value), scaler);
  const spec = { ...scaler, min: Math.max(1, min ?? 0), max, up: FREE, down: FREE };
  const decision = syncHpa(spec, hpaMemory(), currentReplicas, hpaRaw, 0);
  return {
    metricMilli,
    active,
    activeReason: active ? 'ScalerActive' : 'ScalerNotActive',
    hpaRaw,
    hpaBounded: decision?.replicas ?? 0,
  };
}

const FREE = { windowS: 0, policies: [], select: 'Max' } as const;

function timelineAnswer({ timeline, series, untilS }: z.infer<typeof timelineLine>): Json {
  const { startReplicas, syncS, min, max } = timeline;
  if (untilS / syncS > SYNCS_MAX) throw new BadLine(`untilS: no more than ${SYNCS_MAX} syncs`);
  if (series.some(([t], index) => t < (series[index - 1]?.[0] ?? 0))) throw new BadLine('series: not by rising time');
  const targets = [timeline.value].flat().map(milli);
  const points = series.map(([t, point]) => ({ t, values: spread(point, targets.length) }));
  const spec: HpaSpec = {
    ...timeline,
    // What an HPA of KEDA's is given.
    min: Math.max(1, min),
    max,
    up: rulesOf(timeline.scaleUpWindowS, timeline.scaleUp, timeline.selectUp),
    down: rulesOf(timeline.scaleDownWindowS, timeline.scaleDown, timeline.selectDown),
  };
  const memory = hpaMemory();
  const changes: Json[] = [];
  let replicas = startReplicas;
  let at = -1;
  for (let sync = 0; sync * syncS < untilS; sync += 1) {
    const t = sync * syncS;
    while ((points[at + 1]?.t ?? Number.POSITIVE_INFINITY) <= t) at += 1;
    const values = points[at]?.values ?? targets.map(() => 0);
    const measured = targets.map((targetMilli, index) => {
      const known = values[index] ?? null;
      return { targetMilli, totalMilli: known === null ? null : milli(known) };
    });
    const raw = proposalOf(measured, replicas, spec);
    const decision = syncHpa(spec, memory, replicas, raw, t);
    if (decision === null || decision.replicas === replicas) continue;
    replicas = decision.replicas;
    changes.push({ t, ...decision });
  }
  return { changes, endReplicas: replicas };
}

function rulesOf(windowS: number, policies: readonly z.infer<typeof policy>[], chosen: 'Max' | 'Min' | 'Disabled') {
  return {
    windowS,
    policies: policies.map(([type, value, periodS]) => ({ type, value, periodS })),
    select: chosen,
  };
}

function spread(point: number | null | readonly (number | null)[], triggers: number): readonly (number | null)[] {
  if (!Array.isArray(point)) return Array<number | null>(triggers).fill(point as number | null);
  if (point.length !== triggers) throw new BadLine(`series: ${point.length} values for ${triggers} triggers`);
  return point;
}

function replicasAnswer(asked: z.infer<typeof replicasLine>['replicas']): Json {
  const { kind, currentReplicas, valuesMilli, totalMilli, missing, unready } = asked;
  if ((valuesMilli === undefined) === (totalMilli === undefined)) {
    throw new BadLine('replicas: either valuesMilli or totalMilli');
  }
  const readyPods = asked.readyPods ?? Math.max(0, currentReplicas - missing - unready);
  if (kind === 'resource' || kind === 'pods') {
    const values = valuesMilli ?? shares(totalMilli ?? 0, readyPods);
    const desired = podReplicas(asked, values);
    return desired === null ? { desired: currentReplicas, error: 'no metric of any pod that is ready' } : { desired };
  }
  const total = totalMilli ?? (valuesMilli ?? []).reduce((sum, value) => sum + value, 0);
  const target = targetOf(asked.targetMilli);
  if (kind === 'externalPerPod') return { desired: externalPerPodReplicas(total, target, asked) };
  return { desired: valueReplicas(total, target, { ...asked, readyPods }) };
}

/** A total as whole values of so many pods. */
function shares(totalMilli: number, pods: number): readonly number[] {
  const share = Math.floor(totalMilli / pods);
  return Array.from({ length: pods }, (_, index) => (index === 0 ? totalMilli - share * (pods - 1) : share));
}

function podReplicas(asked: z.infer<typeof replicasLine>['replicas'], valuesMilli: readonly number[]): number | null {
  const { kind, targetPercent, requestMilli } = asked;
  if (kind === 'pods' || targetPercent === undefined) {
    return podMetricReplicas({ ...asked, valuesMilli, targetMilli: targetOf(asked.targetMilli) });
  }
  if (requestMilli === undefined) throw new BadLine('replicas: targetPercent is of requestMilli');
  return utilizationReplicas({ ...asked, valuesMilli, targetPercent, requestMilli });
}

function targetOf(targetMilli: number | undefined): number {
  if (targetMilli === undefined) throw new BadLine('replicas.targetMilli: required');
  return targetMilli;
}
