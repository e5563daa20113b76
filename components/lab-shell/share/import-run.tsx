'use client';

import { FolderOpen } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { Dialog } from '@/components/ui/dialog';
import { fieldControl, fieldLabel, fieldRoot } from '@/components/ui/field-styles';
import type { LabSession } from '../run/lab-session';
import type { LinkRefusal, OpenedLink } from '../run/openable-lab';

interface ImportRunProps {
  readonly open: (json: string) => OpenedLink;
  readonly onSession: (session: LabSession) => void;
}

/** Opens a run that was downloaded: from its file, or pasted. */
export function ImportRun({ open, onSession }: ImportRunProps) {
  const t = useTranslations('lab.share');
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const [text, setText] = useState('');
  const [refusal, setRefusal] = useState<LinkRefusal | 'unreadable' | null>(null);

  function openText(json: string): void {
    const opened = open(json);
    setRefusal(opened.ok ? null : opened.reason);
    if (!opened.ok) return;
    setText('');
    setIsOpen(false);
    onSession(opened.session);
  }

  async function openFile(file: File | undefined): Promise<void> {
    if (file === undefined) return;
    try {
      openText(await file.text());
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      setRefusal('unreadable');
    }
  }

  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      title={t('importTitle')}
      description={t('importHint')}
      trigger={
        <Button variant="ghost" size="sm" icon={<FolderOpen aria-hidden="true" className="size-4" />}>
          <span className="sr-only @min-[64rem]:not-sr-only">{t('importTitle')}</span>
        </Button>
      }
      footer={
        <Button disabled={text.trim() === ''} onClick={() => openText(text)}>
          {t('openRun')}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <div className={fieldRoot}>
          <label htmlFor={`${id}-file`} className={fieldLabel}>
            {t('file')}
          </label>
          <input
            id={`${id}-file`}
            type="file"
            accept=".json,application/json"
            className={fieldControl}
            onChange={(event) => void openFile(event.currentTarget.files?.[0])}
          />
        </div>
        <div className={fieldRoot}>
          <label htmlFor={`${id}-text`} className={fieldLabel}>
            {t('paste')}
          </label>
          <textarea
            id={`${id}-text`}
            rows={5}
            spellCheck={false}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            className={`${fieldControl} font-mono text-sm`}
          />
        </div>
        {refusal === null ? null : (
          <Callout tone="danger" live>
            <p className="text-sm">{t(`importRefused.${refusal}`)}</p>
          </Callout>
        )}
      </div>
    </Dialog>
  );
}
