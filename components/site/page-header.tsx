import type { ReactNode } from 'react';
import { Breadcrumb, type Crumb } from '@/components/ui/breadcrumb';

interface PageHeaderProps {
  readonly title: ReactNode;
  /** One or two sentences on what the page is for. */
  readonly lead?: ReactNode;
  readonly breadcrumb?: readonly Crumb[] | undefined;
  /** Small facts under the lead: badges, progress. */
  readonly meta?: ReactNode;
  /** Buttons, at the right where there is room. */
  readonly actions?: ReactNode;
}

/** The head of a page's content; holds its only h1. */
export function PageHeader({ title, lead, breadcrumb, meta, actions }: PageHeaderProps) {
  return (
    <div className="mb-[clamp(2rem,1.4rem+2.4vw,3.5rem)]">
      {breadcrumb ? (
        <div className="mb-2">
          <Breadcrumb items={breadcrumb} />
        </div>
      ) : null}
      <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-5">
        <div className="min-w-0 max-w-[46rem] flex-1 basis-80">
          <h1 className="text-4xl">{title}</h1>
          {lead ? <p className="mt-3 text-lg text-text-muted">{lead}</p> : null}
          {meta ? <div className="mt-4 flex flex-wrap items-center gap-2">{meta}</div> : null}
        </div>
        {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
      </div>
    </div>
  );
}
