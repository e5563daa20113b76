import type { ReactNode } from 'react';

interface SectionProps {
  readonly id: string;
  readonly title: string;
  readonly lead: string;
  readonly children: ReactNode;
}

/** One chapter of the page. */
export function Section({ id, title, lead, children }: SectionProps) {
  return (
    <section aria-labelledby={id} className="border-border border-t py-[clamp(2.25rem,1.6rem+2.5vw,4rem)]">
      <h2 id={id} className="text-2xl">
        {title}
      </h2>
      <p className="mt-2 max-w-prose text-text-muted">{lead}</p>
      <div className="mt-8 flex flex-col gap-8">{children}</div>
    </section>
  );
}

interface SpecimenProps {
  readonly label: string;
  readonly children: ReactNode;
}

/** Something shown, with what it is. */
export function Specimen({ label, children }: SpecimenProps) {
  return (
    <div className="grid gap-x-8 gap-y-3 md:grid-cols-[9rem_minmax(0,1fr)]">
      <h3 className="pt-1.5 font-medium text-sm text-text-muted tracking-normal">{label}</h3>
      <div className="flex min-w-0 flex-wrap items-center gap-3">{children}</div>
    </div>
  );
}
