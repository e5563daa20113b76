import { Check, Circle, CirclePlay, Hourglass, type LucideIcon, Minus, X } from 'lucide-react';

/** How something is, in any lab. What it is (a leader, a vote) is its own lab's word, with an icon of its own. */
export type Status = 'ok' | 'active' | 'success' | 'failure' | 'pending' | 'neutral';

export interface StateLook {
  /** For strokes, icons and fills: at least 3:1 against canvas, surface and sunken in both themes. Never for text. */
  readonly color: string;
  /** A tint of the same hue to put text on. */
  readonly soft: string;
  readonly icon: LucideIcon;
  /** Line pattern (SVG stroke-dasharray) for its outline or its path; null is solid. Tells apart what shares a hue. */
  readonly dash: string | null;
  /** Key of its name in the namespace `ui.states`. */
  readonly textKey: Status;
}

function look(textKey: Status, icon: LucideIcon, dash: string | null = null): StateLook {
  const color = `var(--color-state-${textKey})`;
  return { color, soft: `color-mix(in srgb, ${color} 14%, var(--color-surface))`, icon, dash, textKey };
}

/**
 * One look per status. They differ by ΔE2000 ≥ 15 in normal vision and under protanopia, deuteranopia and tritanopia (asserted in
 * tokens.test.ts), and by icon and line pattern.
 */
export const statePalette: Readonly<Record<Status, StateLook>> = {
  ok: look('ok', Circle),
  active: look('active', CirclePlay, '7 4'),
  success: look('success', Check),
  failure: look('failure', X, '2 3'),
  pending: look('pending', Hourglass, '6 3'),
  neutral: look('neutral', Minus, '2 4'),
};
