import { statePalette } from '@/components/ui/state-palette';
import type { MessageKind } from '../../view/messages-view';
import { LOST_MARK, messageShapes } from './message-shapes';

/** The form of a kind of message, for lists and legends. Decorative: its name stands beside it. */
export function MessageGlyph({ kind }: { readonly kind: MessageKind }) {
  const { outline, isFilled, mark } = messageShapes[kind.shape];
  const { color } = statePalette[kind.state];
  return (
    <svg aria-hidden="true" viewBox="-1.4 -1.4 2.8 2.8" className="size-4 shrink-0">
      <path d={outline} fill={isFilled ? color : 'var(--color-surface)'} stroke={color} strokeWidth={0.35} />
      {mark === null ? null : (
        <path d={mark} fill="none" stroke={isFilled ? 'var(--color-surface)' : color} strokeWidth={0.32} />
      )}
    </svg>
  );
}

/** The sign of a lost message, in the same way. */
export function LostGlyph() {
  return (
    <svg aria-hidden="true" viewBox="-1.4 -1.4 2.8 2.8" className="size-4 shrink-0">
      <path d={LOST_MARK} fill="none" stroke={statePalette.neutral.color} strokeWidth={0.36} strokeLinecap="round" />
    </svg>
  );
}
