import { cx } from '@/components/ui/cx';
import { Loading } from '@/components/ui/loading';
import { Skeleton } from '@/components/ui/skeleton';
import { type CanvasShape, labLayout, summaryClass } from './lab-layout';

interface LabSkeletonProps {
  readonly layout: keyof typeof labLayout;
  readonly canvasShape: CanvasShape;
  /** What the lab is about, to be read where the scenario's summary will be. */
  readonly summary?: string | undefined;
}

/** The place of a lab that is still loading, as high as the lab will be. */
export function LabSkeleton({ layout, canvasShape, summary }: LabSkeletonProps) {
  const { root, frame, canvas, panels } = labLayout[layout];
  return (
    <div className={cx('@container not-prose', root)}>
      {layout === 'page' ? <p className={summaryClass}>{summary}</p> : null}
      <div className={frame}>
        <div className="@container flex min-h-0 min-w-0 flex-col">
          <div className={`grid place-items-center ${canvas[canvasShape]}`}>
            <Loading>
              <Skeleton className="size-48 rounded-full" />
            </Loading>
          </div>
          <div className="h-[4.75rem] border-border border-t @min-[40rem]:h-16 low:h-9" />
          <div className="h-11 px-4 py-5 low:h-7 low:py-3">
            <Skeleton className="h-1" />
          </div>
          {/* Two lines of controls on narrow screens, as in the transport bar. */}
          <div className="h-[calc(2*var(--spacing-control)+0.875rem)] @min-[48rem]:h-[calc(var(--spacing-control)+0.625rem)] low:@min-[48rem]:h-[calc(var(--spacing-control)+0.25rem)]" />
        </div>
        {panels === null ? null : <div className={panels} />}
      </div>
    </div>
  );
}
