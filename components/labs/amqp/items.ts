import { type LucideIcon, Pause, Server, Unplug } from 'lucide-react';
import type { ItemParts } from '@/components/lab-shell/view/define-view';
import type { Words } from '@/components/lab-shell/view/words';
import type { Status } from '@/components/ui/state-palette';
import { MANUAL_CLIENT } from '@/sim/amqp/node-ids';
import type { AmqpState } from '@/sim/amqp/state';
import { canvasItems } from './canvas-items';
import type { Placeable } from './layout';
import type { ClientCondition } from './node-data';
import { nodeOf } from './node-of';
import { nameOf } from './trace-text';

interface Look {
  readonly status: Status;
  readonly icon?: LucideIcon;
}

const usual: Look = { status: 'ok' };
const down: Look = { status: 'failure', icon: Unplug };

const looks: Readonly<Record<ClientCondition, Look>> = {
  running: usual,
  paused: { status: 'neutral', icon: Pause },
  crashed: down,
  'channel-closed': { status: 'failure' },
};

/** Everything on the canvas with what it is and how it stands. */
export function itemsOf(state: AmqpState, say: Words): readonly ItemParts[] {
  return canvasItems(state).map((item) => ({ id: item.id, name: nameOf(item.id, say), ...saidOf(state, item, say) }));
}

function saidOf(state: AmqpState, item: Placeable, say: Words): Omit<ItemParts, 'id' | 'name'> {
  const node = nodeOf(state, item, { x: 0, y: 0 });
  switch (node.type) {
    case 'exchange':
      return {
        kind: 'exchange',
        ...usual,
        role: say('facts.roles.exchange'),
        facts: [node.data.type, ...node.data.marks].join(' · '),
      };
    case 'queue': {
      const { isAvailable, readyCount, unackedCount } = node.data;
      const facts = say('facts.queue', { ready: readyCount, unacked: unackedCount });
      return {
        kind: 'queue',
        ...(isAvailable ? usual : down),
        role: say('facts.roles.queue'),
        facts: isAvailable ? facts : `${say('node.unavailable')} · ${facts}`,
      };
    }
    case 'broker': {
      const { isUp, led, followed, isAlone } = node.data;
      const words = isAlone
        ? say('node.brokerAlone', { count: led + followed })
        : say('node.brokerFacts', { led, followed });
      return {
        kind: 'broker',
        ...(isUp ? { ...usual, icon: Server } : down),
        role: say('facts.roles.node'),
        facts: isUp ? words : say('node.brokerDown'),
      };
    }
    default: {
      const { condition } = node.data;
      const fact =
        node.type === 'publisher'
          ? say('node.published', { count: node.data.published })
          : say('facts.holds', { held: node.data.held });
      return {
        kind: item.id === MANUAL_CLIENT ? 'manualClient' : 'client',
        ...looks[condition],
        role: say(`facts.roles.${node.type}`),
        facts: condition === 'running' ? fact : `${say(`node.condition.${condition}`)} · ${fact}`,
      };
    }
  }
}
