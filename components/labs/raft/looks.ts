import {
  ArrowRight,
  Ban,
  Check,
  Circle,
  CornerUpLeft,
  Crown,
  Hand,
  type LucideIcon,
  Snowflake,
  Unplug,
  X,
} from 'lucide-react';
import { type Status, statePalette } from '@/components/ui/state-palette';

interface Look {
  readonly status: Status;
  readonly icon: LucideIcon;
}

/** What a server is, and what a step is about: its status, and an icon of Raft's own. */
export const looks = {
  follower: { status: 'ok', icon: Circle },
  candidate: { status: 'pending', icon: Hand },
  leader: { status: 'success', icon: Crown },
  crashed: { status: 'failure', icon: Unplug },
  paused: { status: 'neutral', icon: Snowflake },
  request: { status: 'ok', icon: ArrowRight },
  reply: { status: 'active', icon: CornerUpLeft },
  voteGranted: { status: 'success', icon: Check },
  voteDenied: { status: 'failure', icon: X },
  dropped: { status: 'neutral', icon: Ban },
} as const satisfies Readonly<Record<string, Look>>;

export type RaftLook = keyof typeof looks;

/** What a server is drawn as. */
export type ServerLook = 'follower' | 'candidate' | 'leader' | 'crashed' | 'paused';

/** A server that is down is drawn as gone, not as a failure; one that is paused has a hue of its own. */
export const serverColors: Readonly<Record<ServerLook, string>> = {
  follower: statePalette.ok.color,
  candidate: statePalette.pending.color,
  leader: statePalette.success.color,
  crashed: statePalette.neutral.color,
  paused: 'var(--color-state-paused)',
};
