import { Loading } from '@/components/ui/loading';
import { Skeleton } from '@/components/ui/skeleton';
import { type CanvasShape, labLayout } from './lab-layout';

interface LabSkeletonProps {
  readonly layout: keyof typeof labLayout;
  readonly canvasShape: CanvasShape;
}

/** The place of a lab that is still loading, as high as the lab will be. */
export function LabSkeleton({ layout, canvasShape }: LabSkeletonProps) {
  const { frame, canvas, panels } = labLayout[layout];
  return (
    <div className="@container not-prose">
      <Loading>
        {layout === 'page' ? <ScenarioBarPlace /> : null}
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
function ScenarioBarPlace() {
  return (
    <div className="mb-4 h-[calc(var(--spacing-control)+1.8rem+0.625rem+2.8rem)] @min-[52rem]:h-[calc(var(--spacing-control)+1.8rem)]">
      <Skeleton className="mt-[1.8rem] h-control max-w-64 rounded-md" />
    </div>
  );
}
