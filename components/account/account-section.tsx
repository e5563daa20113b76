import { type ReactNode, useId } from 'react';

interface AccountSectionProps {
  readonly title: string;
  readonly lead?: string;
  readonly children: ReactNode;
}

/** A part of the account's page, under a heading of its own. */
export function AccountSection({ title, lead, children }: AccountSectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex flex-col gap-5 py-8">
      <div className="flex flex-col gap-1">
        <h2 id={id} className="text-xl">
          {title}
        </h2>
        {lead === undefined ? null : <p className="text-text-muted">{lead}</p>}
      </div>
      {children}
    </section>
  );
}
