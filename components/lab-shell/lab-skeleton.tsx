import { Loading } from '@/components/ui/loading';
import { Skeleton } from '@/components/ui/skeleton';
import { type CanvasShape, labLayout } from './lab-layout';

interface LabSkeletonProps {
  readonly layout: keyof typeof labLayout;
  readonly canvasShape: CanvasShape;
  /** What the lab is about, to be read where the scenario's summary will be. */
  readonly summary?: string | undefined;
}

/** The place of a lab that is still loading, as high as the lab will be. */
export function LabSkeleton({ layout, canvasShape, summary }: LabSkeletonProps) {
  const { frame, canvas, panels } = labLayout[layout];
  return (
    <div className="@container not-prose">
      {layout === 'page' ? <ScenarioBarPlace summary={summary} /> : null}
      <Loading>
        <div className={frame}>
          <div className="@container flex min-w-0 flex-col">
            <div className={`grid place-items-center ${canvas[canvasShape]}`}>
              <Skeleton className="size-48 rounded-full" />
            </div>
            <div className="h-[4.75rem] border-border border-t @min-[40rem]:h-16" />
            <div className="h-11 px-4 py-5">
              <Skeleton className="h-1" />
            </div>
            {/* Two lines of controls on narrow screens, as in the transport bar. */}
            <div className="h-[calc(2*var(--spacing-control)+0.875rem)] @min-[42rem]:h-[calc(var(--spacing-control)+0.625rem)]" />
          </div>
          <div className={panels} />
        </div>
      </Loading>
    </div>
  );
}

/** As high as the scenario bar: a labelled control, and on narrow screens two lines of text below it. */
function ScenarioBarPlace({ summary }: Pick<LabSkeletonProps, 'summary'>) {
  return (
    <div className="mb-4 flex h-[calc(var(--spacing-control)+1.8rem+0.625rem+2.8rem)] flex-wrap items-end gap-x-6 gap-y-2.5 @min-[52rem]:h-[calc(var(--spacing-control)+1.8rem)]">
      <Skeleton className="h-control w-full max-w-64 rounded-md" />
      <p className="line-clamp-2 min-h-[2lh] w-full min-w-0 text-pretty text-sm text-text-muted @min-[52rem]:min-h-0 @min-[52rem]:w-auto @min-[52rem]:flex-1">
        {summary}
      </p>
    </div>
  );
}
