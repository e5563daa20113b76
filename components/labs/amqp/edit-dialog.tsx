import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Dialog } from '@/components/ui/dialog';
import { ClientForm } from './client-forms';
import { DefinitionForm } from './definition-form';
import type { EditTarget } from './edit-target';
import type { AmqpStore } from './edits';

interface EditDialogProps {
  readonly store: AmqpStore;
  readonly target: EditTarget | null;
  readonly onClose: () => void;
  /** What was made or changed, by its id on the canvas. */
  readonly onDone?: (id: string) => void;
  readonly finalFocus?: () => HTMLElement | null;
}

/** Asks what something new is to be, or how something is to change. */
export function EditDialog({ store, target, onClose, onDone, finalFocus }: EditDialogProps) {
  const t = useTranslations('labs.amqp.form.titles');
  const title =
    target === null
      ? ''
      : target.type === 'binding'
        ? t('binding')
        : target.name === null
          ? t(`new.${target.type}`)
          : t(`change.${target.type}`, { name: target.name });
  return (
    <Dialog
      isOpen={target !== null}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={title}
      finalFocus={finalFocus}
    >
      {target === null ? null : (
        <FormFor store={store} target={target} onClose={onClose} {...(onDone === undefined ? {} : { onDone })} />
      )}
    </Dialog>
  );
}

interface FormForProps extends EditDialogProps {
  readonly target: EditTarget;
}

function FormFor({ store, target, onClose, onDone }: FormForProps): ReactNode {
  const done = (id: string | null) => {
    onClose();
    if (id !== null) onDone?.(id);
  };
  return target.type === 'publisher' || target.type === 'consumer' ? (
    <ClientForm store={store} kind={target.type} client={target.name} partner={target.partner} onDone={done} />
  ) : (
    <DefinitionForm store={store} target={target} onDone={done} />
  );
}
