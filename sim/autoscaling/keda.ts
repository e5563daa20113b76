/** What the RabbitMQ scaler can be told to go by. */
export const TRIGGER_MODES = [
  'QueueLength',
  'MessageRate',
  'DeliverGetRate',
  'PublishedToDeliveredRatio',
  'ExpectedQueueConsumptionTime',
] as const;

export type TriggerMode = (typeof TRIGGER_MODES)[number];

export interface Trigger {
  readonly protocol: 'amqp' | 'http';
  readonly mode: TriggerMode;
  readonly activationValue: number;
  readonly excludeUnacknowledged: boolean;
}

/** A queue as it is known to the scaler; rates in messages a second. */
export interface QueueFigures {
  readonly ready: number;
  readonly unacked: number;
  readonly publishRate: number;
  readonly deliverGetRate: number;
}

/** How many messages the scaler takes there to be: AMQP's passive declare knows those that are ready, and no rates. */
export function messagesSeen({ protocol, excludeUnacknowledged }: Trigger, { ready, unacked }: QueueFigures): number {
  return protocol === 'amqp' || excludeUnacknowledged ? ready : ready + unacked;
}

/** The metric in thousandths, and whether there is anything to do. Source: `rabbitmq_scaler.go`, `GetMetricsAndActivity`. */
export function readTrigger(
  trigger: Trigger,
  queue: QueueFigures,
): { readonly metricMilli: number; readonly active: boolean } {
  const messages = messagesSeen(trigger, queue);
  const isBlind = trigger.protocol === 'amqp';
  const published = isBlind ? 0 : queue.publishRate;
  const delivered = isBlind ? 0 : queue.deliverGetRate;
  const { activationValue } = trigger;
  switch (trigger.mode) {
    case 'QueueLength':
      return metric(messages, messages > activationValue);
    case 'MessageRate':
      return metric(published, published > activationValue || messages > activationValue);
    case 'DeliverGetRate':
      return metric(delivered, delivered > activationValue);
    case 'PublishedToDeliveredRatio': {
      const isStuck = published > 0 && delivered === 0;
      const ratio = isStuck ? activationValue : published > 0 && delivered > 0 ? published / delivered : 0;
      return metric(ratio, ratio > activationValue || isStuck);
    }
    case 'ExpectedQueueConsumptionTime': {
      const isStuck = messages > 0 && delivered === 0;
      const eta =
        messages === 0 ? 0 : isStuck ? activationValue : (published - delivered) / delivered + messages / delivered;
      return metric(eta, eta > activationValue || isStuck);
    }
  }
}

function metric(value: number, active: boolean) {
  return { metricMilli: milli(value), active };
}

const MILLI = 1_000;

/**
 * A number as KEDA writes it, with three decimals, in thousandths; what is negative or no number is 0. (`quantityFromFloat64`, which
 * rounds a half to the even neighbour.)
 */
export function milli(value: number): number {
  if (!Number.isFinite(value) || value < 0) return 0;
  if (Number.isInteger(value)) return value * MILLI;
  const rounded = Math.round(Number(value.toFixed(3)) * MILLI);
  // Odd sixteenths alone lie exactly between two thousandths; `toFixed` takes the larger one.
  return (value * 16) % 2 === 1 && rounded % 2 === 1 ? rounded - 1 : rounded;
}

export interface OperatorInput {
  readonly active: boolean;
  /** A trigger could not be asked. */
  readonly error: boolean;
  readonly replicas: number;
  /** `minReplicaCount`; null is 0. */
  readonly min: number | null;
  /** `idleReplicaCount`. */
  readonly idle: number | null;
  /** Null: never, as far as KEDA remembers. */
  readonly lastActiveAgoS: number | null;
  readonly cooldownS: number;
  /** Since the ScaledObject was made, and how long a first cooldown lasts. */
  readonly createdAgoS?: number;
  readonly initialCooldownS?: number;
  /** `fallback.replicas`; null: there is no fallback. */
  readonly fallbackReplicas?: number | null;
  readonly pauseScaleIn?: boolean;
  readonly pauseScaleOut?: boolean;
  readonly forceActivation?: boolean;
  readonly paused?: boolean;
}

export type ActiveReason = 'ScalerActive' | 'ScalerNotActive' | 'ScalerCooldown';

export interface OperatorDecision {
  /** What it leaves behind. */
  readonly replicas: number;
  readonly activeReason: ActiveReason;
  /** `lastActiveTime` becomes now. */
  readonly isActiveNow: boolean;
}

/** One round of KEDA's operator: between nothing (or idle) and the minimum; all else is the HPA's. Source: `scale_scaledobjects.go`. */
export function operate(input: OperatorInput): OperatorDecision {
  const { replicas, idle, error } = input;
  const min = input.min ?? 0;
  const isActive = input.active || input.forceActivation === true;
  const stays = (activeReason: ActiveReason, isActiveNow = false) => ({ replicas, activeReason, isActiveNow });
  if (input.paused === true) return stays(isActive ? 'ScalerActive' : 'ScalerNotActive');
  if (isActive) {
    if ((idle !== null && replicas < min) || replicas === 0) {
      if (input.pauseScaleOut === true) return stays('ScalerActive');
      return { replicas: Math.max(1, min), activeReason: 'ScalerActive', isActiveNow: true };
    }
    return stays('ScalerActive', !error);
  }
  const fallback = input.fallbackReplicas ?? null;
  if (error && (fallback === null || fallback !== 0)) return stays('ScalerNotActive');
  if ((idle !== null && replicas > idle) || (replicas > 0 && min === 0)) return scaleIn(input, idle ?? min);
  if (idle === null && replicas < min) return { replicas: min, activeReason: 'ScalerNotActive', isActiveNow: false };
  return stays('ScalerNotActive');
}

function scaleIn(input: OperatorInput, target: number): OperatorDecision {
  const { replicas, lastActiveAgoS, cooldownS, createdAgoS = Number.POSITIVE_INFINITY, initialCooldownS = 0 } = input;
  const isPaused = input.pauseScaleIn === true;
  const isCool = lastActiveAgoS === null ? createdAgoS > initialCooldownS : lastActiveAgoS > cooldownS;
  if (isPaused) return { replicas, activeReason: 'ScalerNotActive', isActiveNow: false };
  if (!isCool) return { replicas, activeReason: 'ScalerCooldown', isActiveNow: false };
  return { replicas: target, activeReason: 'ScalerNotActive', isActiveNow: false };
}
