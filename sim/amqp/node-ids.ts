/** What stands on the canvas, by its id there, which is also the `actor` and `peer` of trace entries. */

/** The person who publishes, fetches and settles by hand. Traces and kept layouts have this id. */
export const MANUAL_CLIENT = 'hand';

/** The connection that declares and deletes; stands nowhere on the canvas. */
export const ADMIN = 'admin';

/** `x:` is the default exchange. */
export function exchangeNodeId(exchange: string): string {
  return `x:${exchange}`;
}

export function queueNodeId(queue: string): string {
  return `q:${queue}`;
}

/** What an id on the canvas names; clients, nodes of the cluster and the person have their own ids. */
export function nameOfNode(id: string): { readonly type: 'exchange' | 'queue' | 'other'; readonly name: string } {
  if (id.startsWith('x:')) return { type: 'exchange', name: id.slice(2) };
  if (id.startsWith('q:')) return { type: 'queue', name: id.slice(2) };
  return { type: 'other', name: id };
}
