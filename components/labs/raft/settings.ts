import type { SettingField, SettingsView } from '@/components/lab-shell/settings-view';
import type { RaftConfig } from '@/sim/raft/config';

type FieldName = Exclude<keyof RaftConfig, 'rules'>;

function integer(name: FieldName, isOptional = false): SettingField {
  return {
    name,
    kind: isOptional ? 'optional-integer' : 'integer',
    label: (t) => t(`raft.settings.fields.${name}`),
  };
}

function withHelp(field: SettingField, key: 'initialServers' | 'timerRatePerMille' | 'dropPerMille'): SettingField {
  return { ...field, help: (t) => t(`raft.settings.help.${key}`) };
}

/** The upper end of a range, whose lower end is the field before it. */
function upperEnd(name: FieldName): SettingField {
  return { ...integer(name), conflict: (t) => t('raft.settings.conflicts.belowMin') };
}

function option(name: FieldName, key: 'reorder' | 'preVote' | 'conflictHint' | 'noOpOnElection'): SettingField {
  return {
    name,
    kind: 'switch',
    label: (t) => t(`raft.settings.fields.${name}`),
    help: (t) => t(`raft.settings.help.${key}`),
  };
}

/** What a person may choose of a cluster. The rules are switched elsewhere. */
export const settingsView: SettingsView = [
  {
    id: 'cluster',
    title: (t) => t('raft.settings.groups.cluster'),
    fields: [
      integer('servers'),
      {
        ...withHelp(integer('initialServers', true), 'initialServers'),
        conflict: (t) => t('raft.settings.conflicts.aboveServers'),
      },
    ],
  },
  {
    id: 'timers',
    title: (t) => t('raft.settings.groups.timers'),
    fields: [
      integer('electionTimeoutMinMs'),
      upperEnd('electionTimeoutMaxMs'),
      integer('heartbeatIntervalMs'),
      integer('rpcTimeoutMs'),
      withHelp(integer('timerRatePerMille'), 'timerRatePerMille'),
    ],
  },
  {
    id: 'network',
    title: (t) => t('raft.settings.groups.network'),
    fields: [
      integer('latencyMinMs'),
      upperEnd('latencyMaxMs'),
      withHelp(integer('dropPerMille'), 'dropPerMille'),
      integer('duplicatePerMille'),
      option('reorder', 'reorder'),
    ],
  },
  {
    id: 'disk',
    title: (t) => t('raft.settings.groups.disk'),
    fields: [integer('diskLatencyMinMs'), upperEnd('diskLatencyMaxMs')],
  },
  {
    id: 'protocol',
    title: (t) => t('raft.settings.groups.protocol'),
    fields: [
      option('preVote', 'preVote'),
      option('conflictHint', 'conflictHint'),
      option('noOpOnElection', 'noOpOnElection'),
      integer('entriesPerMessageMax'),
    ],
  },
];
