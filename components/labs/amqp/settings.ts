import type { SettingField, SettingsView } from '@/components/lab-shell/settings-view';
import type { AmqpConfig } from '@/sim/amqp/config';

function integer(name: keyof AmqpConfig): SettingField {
  return { name, kind: 'integer', label: (t) => t(`amqp.settings.fields.${name}`) };
}

/** The upper end of a range, whose lower end is the field before it. */
function upperEnd(name: keyof AmqpConfig): SettingField {
  return { ...integer(name), conflict: (t) => t('amqp.settings.belowMin') };
}

/** What a person may choose of the cluster and the network. */
export const settingsView: SettingsView = [
  { id: 'cluster', title: (t) => t('amqp.settings.groups.cluster'), fields: [integer('nodes')] },
  {
    id: 'network',
    title: (t) => t('amqp.settings.groups.network'),
    fields: [
      integer('latencyMinMs'),
      upperEnd('latencyMaxMs'),
      integer('hopMs'),
      integer('connectionLossMs'),
      integer('reconnectMs'),
    ],
  },
  {
    id: 'replication',
    title: (t) => t('amqp.settings.groups.replication'),
    fields: [
      integer('nodeLatencyMinMs'),
      upperEnd('nodeLatencyMaxMs'),
      integer('electionTimeoutMinMs'),
      upperEnd('electionTimeoutMaxMs'),
    ],
  },
];
