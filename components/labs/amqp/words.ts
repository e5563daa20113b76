import type { Translate } from '@/components/lab-shell/lab-view';
import { HAND, nameOfNode } from '@/sim/amqp/node-ids';

/** What an id on the canvas is called. */
export function nodeName(id: string, t: Translate): string {
  if (id === HAND) return t('amqp.hand');
  const { type, name } = nameOfNode(id);
  return type === 'exchange' && name === '' ? t('amqp.node.defaultExchange') : name;
}

/** An exchange's name to be read. */
export function exchangeWord(name: string, t: Translate): string {
  return name === '' ? t('amqp.node.defaultExchange') : name;
}

export function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(1);
}
