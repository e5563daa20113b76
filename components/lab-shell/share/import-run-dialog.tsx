'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Callout } from '@/components/ui/callout';
import type { LabSession } from '../run/lab-session';
import type { LinkRefusal, OpenableLab } from '../run/openable-lab';
import { JsonDialog } from './json-dialog';

export interface ImportRunProps {
  readonly lab: OpenableLab;
  readonly onSession: (session: LabSession) => void;
  /** The reader's own runs, which `open` opens. */
  readonly runs: (open: OpenableLab['openJson']) => ReactNode;
}

interface ImportRunDialogProps extends ImportRunProps {
  readonly isOpen: boolean;
  readonly setIsOpen: (isOpen: boolean) => void;
}

/** What `ImportRun` loads once it is to open. */
export function ImportRunDialog({ lab, onSession, runs, isOpen, setIsOpen }: ImportRunDialogProps) {
  const t = useTranslations('lab.share');
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
