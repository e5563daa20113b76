'use client';

import type { LabStore } from '@/components/lab-shell/run/lab-store';
import { useRun } from '@/components/lab-shell/run/use-run';
import type { TypesOf } from '@/sim/core/lab';
import type { hashRingLab } from '@/sim/hash-ring/lab';
import { type Plan, routerOf } from '@/sim/hash-ring/plan';
import { RADIUS } from './layout';

export type HashRingTypes = TypesOf<typeof hashRingLab>;

/** Evenly spaced hashes that stand for a table or a formula, which have no positions. */
const HASHES_SHOWN = 720;

/** Width of the arcs; the selected host's are wider. */
const WIDTH = 0.03;
const SELECTED_WIDTH = 0.055;

interface RingProps {
  readonly store: LabStore<HashRingTypes>;
  readonly selectedId: string | null;
}

/** The arcs of the circle by the host that gets their keys, each host in a shade of its own; the selected host's stand out. */
export function Ring({ store, selectedId }: RingProps) {
  const plan = useRun(store, (state) => state.plan);
  const arcs = arcsOf(plan);
  return (
    <g fill="none" stroke="var(--color-text-muted)">
      <circle cx={0.5} cy={0.5} r={RADIUS.ring} strokeWidth={0.004} />
      {plan.hosts.map(({ id }, host) => {
        const isSelected = id === selectedId;
        const width = isSelected ? SELECTED_WIDTH : WIDTH;
        return (
          <path
            key={id}
            d={pathOf(
              arcs.filter((arc) => arc.host === host),
              RADIUS.ring + width / 2,
            )}
            strokeWidth={width}
            {...(isSelected
              ? { stroke: 'var(--color-accent)' }
              : { opacity: 0.14 + (0.66 * host) / Math.max(1, plan.hosts.length - 1) })}
          />
        );
      })}
    </g>
  );
}

/** From one turn (0 .. 1 of the circle, clockwise from the top) to the next, all keys go to one host. */
interface Arc {
  readonly from: number;
  readonly to: number;
  readonly host: number;
}

function arcsOf(plan: Plan): readonly Arc[] {
  const router = routerOf(plan);
  if (router.ring !== undefined) {
    const turns = router.ring.positions.map(({ hash, host }) => ({ turn: hash.hi / 2 ** 32, host }));
    // A position's keys are those before it, so that the first one's begin behind the last one.
    return joined(
      turns.map(({ turn, host }, index) => ({
        from: turns[index - 1]?.turn ?? (turns.at(-1)?.turn ?? 1) - 1,
        to: turn,
        host,
      })),
    );
  }
  return joined(
    Array.from({ length: HASHES_SHOWN }, (_, index) => {
      const from = index / HASHES_SHOWN;
      return {
        from,
        to: (index + 1) / HASHES_SHOWN,
        host: router.placeOf({ hi: Math.floor(from * 2 ** 32), lo: 0 }, 0) ?? -1,
      };
    }),
  );
}

/** Neighbours of one host as one arc. */
function joined(arcs: readonly Arc[]): readonly Arc[] {
  const made: Arc[] = [];
  for (const arc of arcs) {
    const last = made.at(-1);
    if (last !== undefined && last.host === arc.host && last.to === arc.from)
      made[made.length - 1] = { ...last, to: arc.to };
    else made.push(arc);
  }
  return made;
}

function pathOf(arcs: readonly Arc[], radius: number): string {
  const point = (turn: number) => {
    const angle = 2 * Math.PI * (turn - 0.25);
    return `${(0.5 + radius * Math.cos(angle)).toFixed(4)} ${(0.5 + radius * Math.sin(angle)).toFixed(4)}`;
  };
  return arcs
    .map(({ from, to }) => {
      // An arc's ends must not be one point: a whole circle is drawn nearly whole.
      const end = Math.min(to, from + 0.9999);
      return `M${point(from)}A${radius} ${radius} 0 ${end - from > 0.5 ? 1 : 0} 1 ${point(end)}`;
    })
    .join('');
}
