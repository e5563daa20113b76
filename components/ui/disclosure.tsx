'use client';

import { Accordion as BaseAccordion } from '@base-ui/react/accordion';
import { Collapsible } from '@base-ui/react/collapsible';
import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx';

const trigger =
  'flex min-h-control w-full items-center justify-between gap-4 rounded-sm py-2.5 text-left font-medium transition-colors hover:text-accent [&[data-panel-open]>svg]:rotate-180';

function Chevron() {
  return (
    <ChevronDown
      aria-hidden="true"
      className="size-5 shrink-0 text-text-muted transition-[rotate] duration-base ease-out"
    />
  );
}

interface DisclosureProps {
  readonly summary: ReactNode;
  readonly children: ReactNode;
  readonly defaultOpen?: boolean | undefined;
  readonly className?: string | undefined;
}

/** One thing that can be opened. What it hides is found by the browser's search. */
export function Disclosure({ summary, children, defaultOpen = false, className }: DisclosureProps) {
  return (
    <Collapsible.Root defaultOpen={defaultOpen} className={cx('not-prose', className)}>
      <Collapsible.Trigger className={trigger}>
        {summary}
        <Chevron />
      </Collapsible.Trigger>
      <Collapsible.Panel hiddenUntilFound className="collapse-panel h-(--collapsible-panel-height)">
        <div className="pb-4">{children}</div>
      </Collapsible.Panel>
    </Collapsible.Root>
  );
}

/** A list of things to open, one at a time. Its children are AccordionItems. */
export function Accordion({ children }: { readonly children: ReactNode }) {
  return (
    <BaseAccordion.Root
      hiddenUntilFound
      className="not-prose flex flex-col divide-y divide-border border-border border-y"
    >
      {children}
    </BaseAccordion.Root>
  );
}

interface AccordionItemProps {
  readonly value: string;
  readonly summary: ReactNode;
  /** Level of the summary in the page's outline. */
  readonly level?: 2 | 3 | 4 | undefined;
  readonly children: ReactNode;
}

/** One of the list. */
export function AccordionItem({ value, summary, level = 3, children }: AccordionItemProps) {
  const Heading = `h${level}` as const;
  return (
    <BaseAccordion.Item value={value}>
      <BaseAccordion.Header render={<Heading />} className="text-base">
        <BaseAccordion.Trigger className={trigger}>
          {summary}
          <Chevron />
        </BaseAccordion.Trigger>
      </BaseAccordion.Header>
      <BaseAccordion.Panel className="collapse-panel h-(--accordion-panel-height)">
        <div className="pb-4">{children}</div>
      </BaseAccordion.Panel>
    </BaseAccordion.Item>
  );
}
