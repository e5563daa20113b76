import type { ReactNode } from 'react';

interface HomeSectionProps {
  readonly id: string;
  readonly title: string;
  readonly lead: string;
  readonly children: ReactNode;
}

/** One part of the home page below its headline. */
export function HomeSection({ id, title, lead, children }: HomeSectionProps) {
  return (
    <section aria-labelledby={id} className="flex flex-col gap-6">
      <div className="flex flex-col gap-2">
        <h2 id={id} className="text-2xl">
          {title}
        </h2>
        <p className="max-w-[38em] text-text-muted">{lead}</p>
      </div>
      {children}
    </section>
  );
}
