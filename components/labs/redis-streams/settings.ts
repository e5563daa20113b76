import type { SettingField, SettingsView } from '@/components/lab-shell/settings-view';
import type { RedisStreamsConfig } from '@/sim/redis-streams/config';

type HelpfulField = 'networkDelayMs' | 'streamNodeMaxEntries' | 'streamNodeMaxBytes' | 'preloadEntries';

function integer(name: keyof RedisStreamsConfig): SettingField {
  return { name, kind: 'integer', label: (t) => t(`redis-streams.settings.fields.${name}`) };
}

function withHelp(name: HelpfulField): SettingField {
  return { ...integer(name), help: (t) => t(`redis-streams.settings.help.${name}`) };
}

/** What a person may choose of the server and of who is there at the start. */
export const settingsView: SettingsView = [
  {
    id: 'start',
    title: (t) => t('redis-streams.settings.groups.start'),
    fields: [integer('producers'), integer('consumers'), withHelp('preloadEntries')],
  },
  {
    id: 'network',
    title: (t) => t('redis-streams.settings.groups.network'),
    fields: [withHelp('networkDelayMs')],
  },
  {
    id: 'server',
    title: (t) => t('redis-streams.settings.groups.server'),
    fields: [withHelp('streamNodeMaxEntries'), withHelp('streamNodeMaxBytes'), integer('unixStartMs')],
  },
];
