import {
  ArrowRight,
  Ban,
  Check,
  Circle,
  CirclePlay,
  CornerUpLeft,
  Crown,
  Hand,
  Hourglass,
  type LucideIcon,
  Minus,
  OctagonAlert,
  Pause,
  Unplug,
  X,
} from 'lucide-react';

/** How something is, in any lab. What it is (a leader, a vote) is its own lab's word, with an icon of its own. */
export type Status = 'ok' | 'active' | 'success' | 'failure' | 'pending' | 'neutral';

/** What a server, a message or a run can be, as drawn in labs and their legends. */
export type LabState =
  | Status
  | 'follower'
  | 'candidate'
  | 'leader'
  | 'crashed'
  | 'paused'
  | 'request'
  | 'reply'
  | 'voteGranted'
  | 'voteDenied'
  | 'dropped'
  | 'violation';

export interface StateLook {
  /** For strokes, icons and fills: at least 3:1 against canvas, surface and sunken in both themes. Never for text. */
  readonly color: string;
  /** A tint of the same hue to put text on. */
  readonly soft: string;
  readonly icon: LucideIcon;
  /** Line pattern (SVG stroke-dasharray) for its outline or its path; null is solid. Tells apart what shares a hue. */
  readonly dash: string | null;
  /** Key of its name in the namespace `ui.states`. */
  readonly textKey: LabState;
}

function look(textKey: LabState, name: string, icon: LucideIcon, dash: string | null = null): StateLook {
  const color = `var(--color-state-${name})`;
  return { color, soft: `color-mix(in srgb, ${color} 14%, var(--color-surface))`, icon, dash, textKey };
}

/**
 * One look per state. Server states differ among themselves, and message states among themselves, by ΔE2000 ≥ 15 in normal vision and under
 * protanopia, deuteranopia and tritanopia (asserted in tokens.test.ts); across the two groups a hue may return with another icon and pattern.
 */
export const statePalette: Readonly<Record<LabState, StateLook>> = {
  follower: look('follower', 'follower', Circle),
  candidate: look('candidate', 'candidate', Hand, '6 3'),
  leader: look('leader', 'leader', Crown),
  crashed: look('crashed', 'crashed', Unplug, '2 3'),
  paused: look('paused', 'paused', Pause, '8 3 2 3'),
  request: look('request', 'request', ArrowRight),
  reply: look('reply', 'reply', CornerUpLeft, '7 4'),
  voteGranted: look('voteGranted', 'vote-granted', Check, '7 4'),
  voteDenied: look('voteDenied', 'vote-denied', X, '7 4'),
  dropped: look('dropped', 'dropped', Ban, '2 4'),
  violation: look('violation', 'violation', OctagonAlert),
  ok: look('ok', 'ok', Circle),
  active: look('active', 'active', CirclePlay, '7 4'),
  success: look('success', 'success', Check),
  failure: look('failure', 'failure', X, '2 3'),
  pending: look('pending', 'pending', Hourglass, '6 3'),
  neutral: look('neutral', 'neutral', Minus, '2 4'),
};
