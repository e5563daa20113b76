import type { Figures, FiguresParts } from '@/components/lab-shell/run/figures-index';
import type { autoscalingLab } from '@/sim/autoscaling/lab';
import type { AutoscalingTrace } from '@/sim/autoscaling/state';
import type { TypesOf } from '@/sim/core/lab';

export type AutoscalingTypes = TypesOf<typeof autoscalingLab>;

/** Of these texts `charts.lines.<name>` speaks. */
export type FigureName =
  | 'ready'
  | 'unacked'
  | 'metric'
  | 'in'
  | 'out'
  | 'raw'
  | 'stabilised'
  | 'wanted'
  | 'pods'
  | 'p50'
  | 'p99'
  | 'podMinutes';

/** Latencies that percentiles are of: what ended last. */
const ENDED_KEPT = 100;

/** What the charts show: as of RabbitMQ's statistics, as the HPA was told, and as pods came and went. */
export function autoscalingFigures(): FiguresParts<AutoscalingTypes> {
  let ended: number[] = [];
  return {
    read({ step, trace }, before) {
      if (step === 0) ended = [];
      let changed: Figures | null = step === 0 ? { ready: 0, unacked: 0 } : null;
      for (const entry of trace) {
        if (entry.kind === 'done') ended = [...ended, entry.data.ms / 1_000].slice(-ENDED_KEPT);
        const own = figuresOf(entry);
        if (own !== null) changed = { ...changed, ...own };
        if (entry.kind === 'statistics' && ended.length > 0) changed = { ...changed, ...percentiles(ended) };
        if (entry.kind === 'podReady') changed = { ...changed, pods: (changed?.pods ?? before.pods ?? 0) + 1 };
      }
      return changed;
    },
  };
}

function figuresOf(entry: AutoscalingTrace): Figures | null {
  switch (entry.kind) {
    case 'statistics': {
      const { ready, unacked, in: published, out: delivered, pods, wanted, podMinutes } = entry.data;
      return { ready, unacked, in: published, out: delivered, pods, wanted, podMinutes };
    }
    case 'scaled':
    case 'reverted':
      return { wanted: entry.data.to };
    case 'synced': {
      const { metricMilli, raw, stabilised } = entry.data;
      const metric = metricMilli === null ? {} : { metric: metricMilli / 1_000 };
      return { ...metric, ...(raw === null ? {} : { raw }), stabilised };
    }
    default:
      return null;
  }
}

function percentiles(seconds: readonly number[]): Figures {
  const sorted = [...seconds].sort((left, right) => left - right);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}
