import type { Binding } from '@/sim/amqp/broker/types';
import type { BindingOptions } from '@/sim/amqp/options';

const PREFIX = 'b:';

/** The id of a binding's line on the canvas: all that tells it from other bindings. */
export function bindingEdgeId(binding: Binding | BindingOptions): string {
  const { source, destinationType, destination, routingKey } = binding;
  return PREFIX + JSON.stringify([source, destinationType, destination, routingKey, binding.arguments]);
}

/** The binding that a selected line stands for; undefined for another id and for a binding that is gone. */
export function bindingOfEdge(bindings: readonly Binding[], id: string): Binding | undefined {
  return id.startsWith(PREFIX) ? bindings.find((binding) => bindingEdgeId(binding) === id) : undefined;
}
