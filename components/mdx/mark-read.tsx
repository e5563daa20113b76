'use client';

import { Check } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useOutbox } from '@/components/outbox/outbox-provider';
import { Button } from '@/components/ui/button';

interface MarkReadProps {
  readonly topicId: string;
  readonly sectionId: string;
  readonly initiallyRead: boolean;
}

/** The end of a section: says that it was read, once the reader says so. */
export function MarkRead({ topicId, sectionId, initiallyRead }: MarkReadProps) {
  const t = useTranslations('lesson');
  const outbox = useOutbox();
  const [status, setStatus] = useState<'unread' | 'sending' | 'read' | 'waiting'>(initiallyRead ? 'read' : 'unread');

  const mark = async () => {
    if (!outbox) return;
    setStatus('sending');
    const body = { topicId, sectionId };
    const delivery = await outbox.send({ id: `section ${topicId} ${sectionId}`, kind: 'section', body });
    setStatus(delivery.status === 'saved' ? 'read' : delivery.status === 'waiting' ? 'waiting' : 'unread');
  };

  return (
    <div role="status" className="not-prose flex min-h-control items-center text-base print:hidden">
      {status === 'read' || status === 'waiting' ? (
        <span className="inline-flex items-center gap-2 text-sm text-success">
          <Check aria-hidden="true" className="size-4" />
          {t(status)}
        </span>
      ) : (
        <Button variant="secondary" size="sm" loading={status === 'sending'} onClick={mark}>
          {t('markRead')}
        </Button>
      )}
    </div>
  );
}
