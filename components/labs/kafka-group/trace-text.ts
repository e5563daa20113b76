import type { TraceTexts } from '@/components/lab-shell/view/derive-trace';
import type { KafkaGroupTypes } from '@/sim/kafka-group/lab';
import { BROKER } from '@/sim/kafka-group/network';
import type { Offsets } from '@/sim/kafka-group/state';

/** Partitions by name, as in `P0 P3`; `∅` for none. */
export function partitionsText(partitions: readonly number[]): string {
  return partitions.length === 0 ? '∅' : partitions.map((partition) => `P${partition}`).join(' ');
}

/** Offsets by partition, as in `P0@12 P3@7`; `∅` for none. */
export function offsetsText(offsets: Offsets): string {
  const all = Object.entries(offsets).map(([partition, offset]) => `P${partition}@${offset}`);
  return all.length === 0 ? '∅' : all.join(' ');
}

/** Who was given what, as in `c1: P0 P1, c2: P2`. */
function ownersText(owners: Readonly<Record<string, readonly number[]>>): string {
  const all = Object.entries(owners).map(([owner, partitions]) => `${owner}: ${partitionsText(partitions)}`);
  return all.length === 0 ? '∅' : all.join(', ');
}

const partitions = ({ data }: { readonly data: { readonly partitions: readonly number[] } }) => ({
  partitions: partitionsText(data.partitions),
});
const offsets = ({ data }: { readonly data: { readonly offsets: Offsets } }) => ({
  offsets: offsetsText(data.offsets),
});

/** What an entry says beyond its own fields. */
export const traceTexts: TraceTexts<KafkaGroupTypes> = {
  send: ({ actor, peer = '', data }, say) =>
    say(`trace.send.${actor === BROKER ? 'reply' : 'request'}`, { actor, peer, api: data.type }),
  receive({ actor, peer = '', data }, say) {
    const values = { actor, peer, api: data.type };
    if (actor === BROKER) return say('trace.receive.request', values);
    const error = 'error' in data ? data.error : null;
    return error === null ? say('trace.receive.reply', values) : say('trace.receive.error', { ...values, error });
  },
  fetched: ({ data }) => ({ count: data.records.length }),
  processed: ({ actor, data }, say) => {
    const { partition, offset, times } = data;
    return times > 1 ? say('trace.processedAgain', { actor, partition, offset, times }) : {};
  },
  slow: ({ actor, data }, say) => (data.serviceMs === null ? say('trace.usual', { actor }) : {}),
  revoked: partitions,
  lost: partitions,
  owns: partitions,
  generation: ({ data }) => ({ count: data.members.length }),
  assigned: ({ data }) => ({ owners: ownersText(data.owners) }),
  committed: offsets,
  commitRefused: offsets,
};
