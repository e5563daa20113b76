import type { ReactNode } from 'react';
import { PageContainer } from '@/components/site/page-container';
import { OtherForm } from './other-form';

interface AccountPageProps {
  readonly title: string;
  readonly lead?: string;
  /** The way to the other form. */
  readonly other?: { readonly question: string; readonly label: string; readonly href: string };
  readonly children: ReactNode;
}

/** One narrow column around a form for an account. */
export function AccountPage({ title, lead, other, children }: AccountPageProps) {
  return (
    <PageContainer width="narrow">
      <div className="mx-auto flex w-full max-w-sm flex-col gap-8">
        <div className="flex flex-col gap-2">
          <h1 className="text-3xl">{title}</h1>
          {lead === undefined ? null : <p className="text-text-muted">{lead}</p>}
        </div>
        {children}
        {other === undefined ? null : (
          <p className="text-sm text-text-muted">
            {other.question} <OtherForm href={other.href}>{other.label}</OtherForm>
          </p>
        )}
      </div>
    </PageContainer>
  );
}
