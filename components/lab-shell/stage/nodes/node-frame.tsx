import type { ReactNode } from 'react';
import { cx } from '@/components/ui/cx';
import { CanvasHandle } from './canvas-store';
import { SIDE } from './position';

/** Lines run from centre to centre; React Flow looks for where they begin. */
const HANDLE = 'pointer-events-none! top-1/2! left-1/2! size-0! min-h-0! min-w-0! border-0! opacity-0';

interface NodeFrameProps {
  readonly label: string;
  readonly selected: boolean;
  readonly isActor: boolean;
  readonly color: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** The box that every node of the canvas is: a button with what it draws. */
export function NodeFrame({ label, selected, isActor, color, className, children }: NodeFrameProps) {
  return (
    <div className="relative size-full">
      <CanvasHandle type="source" position={SIDE.top} isConnectable={false} className={HANDLE} />
      <CanvasHandle type="target" position={SIDE.top} isConnectable={false} className={HANDLE} />
      <button
        type="button"
        aria-pressed={selected}
        aria-label={label}
        className={cx(
          'nopan absolute inset-0 flex flex-col overflow-clip rounded-md border-2 bg-surface text-left text-text transition-[box-shadow,border-color] duration-base focus-visible:outline-offset-4',
          className,
        )}
        style={{ borderColor: color, boxShadow: shadow(selected, isActor, color) }}
      >
        {children}
      </button>
    </div>
  );
}

/** A firm ring around what is selected, a wide pale one around what the last step happened at. */
function shadow(isSelected: boolean, isActor: boolean, color: string): string {
  const halo = `0 0 0 9px color-mix(in srgb, ${color} ${isActor ? 15 : 0}%, transparent)`;
  return isSelected ? `0 0 0 3px var(--color-surface), 0 0 0 5px var(--color-accent), ${halo}` : halo;
}
