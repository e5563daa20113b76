import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Dialog } from '@/components/ui/dialog';
import { BindingForm } from './binding-form';
import { ClientForm } from './client-forms';
import type { EditTarget } from './edit-target';
import type { AmqpStore } from './edits';
import { ExchangeForm } from './exchange-form';
import { QueueForm } from './queue-form';

interface EditDialogProps {
  readonly store: AmqpStore;
  readonly target: EditTarget | null;
  readonly onClose: () => void;
  /** What was made or changed, by its id on the canvas. */
  readonly onDone?: (id: string) => void;
}

/** Asks what something new is to be, or how something is to change. */
export function EditDialog({ store, target, onClose, onDone }: EditDialogProps) {
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
  const done = (id: string) => {
    onClose();
    onDone?.(id);
  };
  const shared = { store, onDone: done };
  switch (target.type) {
    case 'exchange':
      return <ExchangeForm {...shared} exchange={target.name} />;
    case 'queue':
      return <QueueForm {...shared} queue={target.name} deadLetterExchange={target.deadLetterExchange} />;
    case 'binding':
      return <BindingForm {...shared} source={target.source} destination={target.destination} />;
    case 'publisher':
    case 'consumer':
      return <ClientForm {...shared} kind={target.type} client={target.name} partner={target.partner} />;
  }
}
