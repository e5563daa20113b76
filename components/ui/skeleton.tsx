import { cx } from './cx';

/** The place of something still loading; give it the size of what will come. Wrap a group of them in Loading. */
export function Skeleton({ className }: { readonly className?: string | undefined }) {
  return <div aria-hidden="true" className={cx('animate-breathe rounded-sm bg-border/70', className)} />;
}

/** Lines of text still loading, with the line height of the text that will come. */
export function SkeletonText({ lines }: { readonly lines: number }) {
  return (
    <div aria-hidden="true" className="flex flex-col">
      {Array.from({ length: lines }, (_, line) => line).map((line) => (
        <div key={line} className="flex h-[1lh] items-center">
          <Skeleton className={cx('h-[0.7em]', line === lines - 1 && lines > 1 ? 'w-3/5' : 'w-full')} />
        </div>
      ))}
    </div>
  );
}
