import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { CanvasHandle, useCanvas } from '@/components/lab-shell/stage/nodes/canvas-store';
import { SIDE } from '@/components/lab-shell/stage/nodes/position';
import { ZoomedOutBadge } from '@/components/lab-shell/stage/nodes/zoomed-out-label';
import { cx } from '@/components/ui/cx';

interface NodeFrameProps {
  readonly label: string;
  readonly selected: boolean;
  readonly isActor: boolean;
  readonly isConnectable: boolean;
  /** Which ends a line can have here. */
  readonly ends: { readonly source: boolean; readonly target: boolean };
  readonly className: string;
  readonly color: string;
  readonly icon: LucideIcon;
  readonly children: ReactNode;
  /** How a typed routing key concerns it: it is reached, or it is not; null while none is typed. */
  readonly isReached: boolean | null;
}

/** The box that every node of the canvas is: a button with what it draws, and the places where lines begin and end. */
export function NodeFrame(props: NodeFrameProps) {
  const { label, selected, isActor, isConnectable, ends, className, color, icon, children, isReached } = props;
  const isConnecting = useCanvas((state) => state.isConnecting);
  const canEnd = isConnectable && isConnecting && ends.target;
  return (
    <div className="group/node relative size-full">
      {/* While a line is drawn, all of a node is its end. */}
      <CanvasHandle
        type="target"
        position={SIDE.left}
        isConnectable={isConnectable && ends.target}
        className={cx(
          'top-0! left-0! size-full! min-h-0! min-w-0! translate-0! rounded-none! border-0! opacity-0',
          canEnd ? 'z-2' : 'pointer-events-none!',
        )}
      />
      <button
        type="button"
        aria-pressed={selected}
        aria-label={label}
        className={cx(
          'nopan absolute inset-0 zoomed-out:border-[length:calc(1.2px/var(--zoom))]! text-left text-text transition-[box-shadow,border-color]',
          className,
          // A veil, not an opacity: of a hundred nodes each would be a layer of its own.
          isReached === false && 'after:absolute after:-inset-1 after:rounded-[inherit] after:bg-surface/60',
        )}
        style={{ boxShadow: shadow(selected, isActor, isReached === true, color) }}
      >
        {children}
        <ZoomedOutBadge icon={icon} color={color} />
      </button>
      <CanvasHandle
        type="source"
        position={SIDE.right}
        isConnectable={isConnectable && ends.source}
        className={cx(
          'right-0! size-[14px]! translate-x-1/2! rounded-full! border-2! border-(--color-surface)! bg-(--color-border-strong)! transition-[opacity,scale] before:absolute before:-inset-[12px] hover:scale-125',
          isConnectable && ends.source
            ? selected
              ? 'opacity-100'
              : 'opacity-0 group-hover/node:opacity-100'
            : 'pointer-events-none! opacity-0',
        )}
      />
    </div>
  );
}

/** A firm ring around what is selected or reached, a wide pale one around what the last step happened at. */
function shadow(isSelected: boolean, isActor: boolean, isReached: boolean, color: string): string {
  const halo = `0 0 0 12px color-mix(in srgb, ${color} ${isActor ? 15 : 0}%, transparent)`;
  if (isSelected) return `0 0 0 3px var(--color-surface), 0 0 0 6px var(--color-accent), ${halo}`;
  return isReached ? `0 0 0 4px var(--color-state-success), ${halo}` : halo;
}
