import type { SettingField, SettingsView } from '@/components/lab-shell/settings-view';
import type { KafkaGroupConfig } from '@/sim/kafka-group/config';

type FieldName = Exclude<keyof KafkaGroupConfig, 'strategy'>;

function integer(name: FieldName): SettingField {
  return { name, kind: 'integer', label: (t) => t(`kafka-group.settings.fields.${name}`) };
}

/** What a person may choose of the topic and of the group. The assignor is the scenario's. */
export const settingsView: SettingsView = [
  {
    id: 'topic',
    title: (t) => t('kafka-group.settings.groups.topic'),
    fields: [integer('partitions'), integer('producers'), integer('recordsPerSecond'), integer('keys')],
  },
  {
    id: 'group',
    title: (t) => t('kafka-group.settings.groups.group'),
    fields: [
      integer('consumers'),
      integer('groupInitialRebalanceDelayMs'),
      integer('sessionTimeoutMs'),
      {
        ...integer('heartbeatIntervalMs'),
        conflict: (t) => t('kafka-group.settings.conflicts.belowSession'),
      },
      integer('maxPollIntervalMs'),
      integer('maxPollRecords'),
    ],
  },
  {
    id: 'commit',
    title: (t) => t('kafka-group.settings.groups.commit'),
    fields: [
      {
        name: 'enableAutoCommit',
        kind: 'switch',
        label: (t) => t('kafka-group.settings.fields.enableAutoCommit'),
        help: (t) => t('kafka-group.settings.help.enableAutoCommit'),
      },
      integer('autoCommitIntervalMs'),
    ],
  },
  {
    id: 'pace',
    title: (t) => t('kafka-group.settings.groups.pace'),
    fields: [
      integer('serviceMinMs'),
      { ...integer('serviceMaxMs'), conflict: (t) => t('kafka-group.settings.conflicts.belowMin') },
      integer('networkDelayMs'),
      integer('fetchMaxWaitMs'),
    ],
  },
];
