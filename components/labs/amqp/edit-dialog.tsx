import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { DrawnConnection } from '@/components/lab-shell/stage/nodes/nodes-view';
import { Dialog } from '@/components/ui/dialog';
import { nameOfNode } from '@/sim/amqp/node-ids';
import { type AmqpState, findClient } from '@/sim/amqp/state';
import { BindingForm, type Destination } from './binding-form';
import { ConsumerForm, PublisherForm } from './client-forms';
import type { AmqpStore } from './edits';
import { ExchangeForm } from './exchange-form';
import { QueueForm } from './queue-form';

/** What is being made or changed; null names something new. */
export type EditTarget =
  | { readonly type: 'exchange'; readonly name: string | null }
  | { readonly type: 'queue'; readonly name: string | null; readonly deadLetterExchange?: string }
  | { readonly type: 'binding'; readonly source?: string; readonly destination?: Destination }
  | { readonly type: 'publisher' | 'consumer'; readonly name: string | null; readonly partner?: string };

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
      return <PublisherForm {...shared} client={target.name} partner={target.partner} />;
    case 'consumer':
      return <ConsumerForm {...shared} client={target.name} partner={target.partner} />;
  }
}

/** What the form of a node's changes is; null for what cannot be changed. */
export function targetOf(state: AmqpState, id: string): EditTarget | null {
  const { type, name } = nameOfNode(id);
  if (type === 'queue') return { type, name };
  if (type === 'exchange') return name === '' || name.startsWith('amq.') ? null : { type, name };
  const client = findClient(state, id);
  return client === null ? null : { type: client.kind, name: id };
}

/** What a line that was drawn from one node to another asks for; null where it means nothing. */
export function targetOfConnection({ from, to }: DrawnConnection, state: AmqpState): EditTarget | null {
  const [source, target] = [nameOfNode(from), nameOfNode(to)];
  const [fromClient, toClient] = [findClient(state, from), findClient(state, to)];
  if (source.type === 'exchange' && target.type !== 'other') {
    if (source.name === '' || target.name === '') return null;
    return { type: 'binding', source: source.name, destination: { type: target.type, name: target.name } };
  }
  if (fromClient?.kind === 'publisher' && target.type === 'exchange') {
    return { type: 'publisher', name: from, partner: target.name };
  }
  if (source.type === 'queue' && toClient?.kind === 'consumer') {
    return { type: 'consumer', name: to, partner: source.name };
  }
  if (source.type === 'queue' && target.type === 'exchange') {
    return { type: 'queue', name: source.name, deadLetterExchange: target.name };
  }
  return null;
}
