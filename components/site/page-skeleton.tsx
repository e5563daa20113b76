import { Loading } from '@/components/ui/loading';
import { Skeleton, SkeletonText } from '@/components/ui/skeleton';
import { PageContainer } from './page-container';

/**
 * Stands where a page's header and first cards will stand, in their sizes. For the loading.tsx of a room that has no address of its own to
 * refuse: a loading.tsx starts the answer with status 200, so above a page that calls notFound() or redirect() it would hide the true status.
 */
export function PageSkeleton() {
  return (
    <PageContainer>
      <Loading>
        <div className="flex h-[calc(var(--text-4xl)*1.22)] items-center">
          <Skeleton className="h-[calc(var(--text-4xl)*0.75)] w-72 max-w-full" />
        </div>
        <div className="mt-3 max-w-[46rem] text-lg">
          <SkeletonText lines={2} />
        </div>
        <div className="mt-[clamp(2rem,1.4rem+2.4vw,3.5rem)] grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
          {['first', 'second', 'third'].map((place) => (
            <Skeleton key={place} className="h-44 rounded-lg" />
          ))}
        </div>
      </Loading>
    </PageContainer>
  );
}
