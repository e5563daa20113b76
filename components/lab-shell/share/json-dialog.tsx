'use client';

import { type ComponentProps, type DragEvent, type ReactElement, type ReactNode, useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { Dialog } from '@/components/ui/dialog';
import { fieldControl, fieldLabel, fieldRoot } from '@/components/ui/field-styles';

interface JsonDialogProps {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  /** The button that opens it; left out where it is opened from elsewhere. */
  readonly trigger?: ReactElement<ComponentProps<'button'>>;
  readonly words: Readonly<Record<'title' | 'description' | 'file' | 'paste' | 'take', string>>;
  /** The pasted text, or the file's that could not be taken. */
  readonly text: string;
  readonly onText: (text: string) => void;
  /** What was dropped, chosen or pasted. */
  readonly onTake: (json: string) => void;
  /** The browser could not read the file; it says why in English. */
  readonly onUnreadable: (reason: string) => void;
  /** Above the fields. */
  readonly lead?: ReactNode;
  /** What came of it. */
  readonly children: ReactNode;
}

/** Takes in JSON: a file, dropped or chosen, or pasted text. */
export function JsonDialog(props: JsonDialogProps) {
  const { isOpen, onOpenChange, trigger, words, text, onText, onTake, onUnreadable, lead, children } = props;
  const id = useId();
  const [isOver, setIsOver] = useState(false);

  async function takeFile(file: File | undefined): Promise<void> {
    if (file === undefined) return;
    try {
      onTake(await file.text());
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      onUnreadable(error.message);
    }
  }

  function drop(event: DragEvent): void {
    event.preventDefault();
    setIsOver(false);
    void takeFile(event.dataTransfer.files[0]);
  }

  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={words.title}
      description={words.description}
      trigger={trigger}
      footer={
        <Button disabled={text.trim() === ''} onClick={() => onTake(text)}>
          {words.take}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        {lead}
        <fieldset
          aria-label={words.file}
          onDragOver={(event) => {
            event.preventDefault();
            setIsOver(true);
          }}
          onDragLeave={() => setIsOver(false)}
          onDrop={drop}
          className={cx(
            fieldRoot,
            'rounded-md border border-dashed p-3 transition-colors',
            isOver ? 'border-accent bg-accent-soft' : 'border-border-strong',
          )}
        >
          <label htmlFor={`${id}-file`} className={fieldLabel}>
            {words.file}
          </label>
          <input
            id={`${id}-file`}
            type="file"
            accept=".json,application/json"
            className={fieldControl}
            onChange={(event) => void takeFile(event.currentTarget.files?.[0])}
          />
        </fieldset>
        <div className={fieldRoot}>
          <label htmlFor={`${id}-text`} className={fieldLabel}>
            {words.paste}
          </label>
          <textarea
            id={`${id}-text`}
            rows={5}
            spellCheck={false}
            value={text}
            onChange={(event) => onText(event.currentTarget.value)}
            className={`${fieldControl} font-mono text-sm`}
          />
        </div>
        {children}
      </div>
    </Dialog>
  );
}
