'use client';

import { FolderOpen } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import type { LabSession } from '../run/lab-session';
import type { LinkRefusal, OpenableLab } from '../run/openable-lab';
import { JsonDialog } from './json-dialog';

interface ImportRunProps {
  readonly lab: OpenableLab;
  readonly onSession: (session: LabSession) => void;
  /** The reader's own runs, which `open` opens. */
  readonly runs: (open: OpenableLab['openJson']) => ReactNode;
}

/** Opens a run: one of the reader's own, or one that was downloaded, from its file or pasted. */
export function ImportRun({ lab, onSession, runs }: ImportRunProps) {
  const t = useTranslations('lab.share');
  const [isOpen, setIsOpen] = useState(false);
  const [text, setText] = useState('');
  const [refusal, setRefusal] = useState<LinkRefusal | 'unreadable' | null>(null);

  const open: OpenableLab['openJson'] = (json, scenarioId) => {
    const opened = lab.openJson(json, scenarioId);
    setRefusal(opened.ok ? null : opened.reason);
    if (opened.ok) {
      setText('');
      setIsOpen(false);
      onSession(opened.session);
    }
    return opened;
  };

  return (
    <JsonDialog
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      words={{
        title: t('importTitle'),
        description: t('importHint'),
        file: t('file'),
        paste: t('paste'),
        take: t('openRun'),
      }}
      trigger={
        <Button variant="ghost" size="sm" icon={<FolderOpen aria-hidden="true" className="size-4" />}>
          <span className="sr-only @min-[64rem]:not-sr-only">{t('importTitle')}</span>
        </Button>
      }
      text={text}
      onText={setText}
      onTake={open}
      onUnreadable={() => setRefusal('unreadable')}
      lead={runs(open)}
    >
      {refusal === null ? null : (
        <Callout tone="danger" live>
          <p className="text-sm">{t(`importRefused.${refusal}`)}</p>
        </Callout>
      )}
    </JsonDialog>
  );
}
