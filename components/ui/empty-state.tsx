import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  readonly icon?: LucideIcon | undefined;
  readonly title: string;
  /** Why it is empty, and what fills it. */
  readonly description: ReactNode;
  readonly action?: ReactNode;
}

/** What stands where there is nothing yet. */
export function EmptyState({ icon: Icon, title, description, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center rounded-lg border border-border-strong border-dashed px-6 py-12 text-center">
      {Icon ? <Icon aria-hidden="true" strokeWidth={1.5} className="mb-4 size-8 text-text-subtle" /> : null}
      <p className="font-semibold text-lg">{title}</p>
      <div className="mt-1.5 max-w-md text-balance text-text-muted">{description}</div>
      {action ? <div className="mt-6">{action}</div> : null}
    </div>
  );
}
