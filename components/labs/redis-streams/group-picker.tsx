'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useRun } from '@/components/lab-shell/run/use-run';
import { Select } from '@/components/ui/select';
import { streamAt, streamKeys } from '@/sim/redis-streams/figures';
import type { RedisStreamsStore } from './store';

export interface GroupName {
  readonly key: string;
  readonly group: string;
}

/** Every group of every stream, and which of them is looked at: the first until another is chosen. */
export function useChosenGroup(store: RedisStreamsStore) {
  const groups = useRun(store, (state): readonly GroupName[] =>
    streamKeys(state).flatMap((key) => (streamAt(state, key)?.groups ?? []).map(({ name }) => ({ key, group: name }))),
  );
  const [wanted, choose] = useState<GroupName | null>(null);
  const found = groups.find(({ key, group }) => key === wanted?.key && group === wanted.group);
  return { groups, chosen: found ?? groups[0] ?? null, choose };
}

interface GroupPickerProps {
  readonly groups: readonly GroupName[];
  readonly chosen: GroupName | null;
  readonly onChoose: (group: GroupName) => void;
}

/** Which group a panel tells of; nothing to choose where there is one. */
export function GroupPicker({ groups, chosen, onChoose }: GroupPickerProps) {
  const t = useTranslations('labs.redis-streams.panels');
  if (groups.length < 2 || chosen === null) return null;
  return (
    <Select
      name="group"
      label={t('group')}
      value={String(groups.indexOf(chosen))}
      items={groups.map(({ key, group }, at) => ({ value: String(at), label: `${key} · ${group}` }))}
      onValueChange={(at) => {
        const group = groups[Number(at)];
        if (group !== undefined) onChoose(group);
      }}
    />
  );
}

/** Which stream a panel tells of, the same way. */
export function useChosenStream(store: RedisStreamsStore) {
  const keys = useRun(store, streamKeys);
  const [wanted, choose] = useState<string | null>(null);
  return { keys, chosen: keys.find((key) => key === wanted) ?? keys[0] ?? null, choose };
}

interface StreamPickerProps {
  readonly keys: readonly string[];
  readonly chosen: string | null;
  readonly onChoose: (key: string) => void;
}

export function StreamPicker({ keys, chosen, onChoose }: StreamPickerProps) {
  const t = useTranslations('labs.redis-streams.panels');
  if (keys.length < 2 || chosen === null) return null;
  return (
    <Select
      name="stream"
      label={t('stream')}
      value={chosen}
      items={keys.map((key) => ({ value: key, label: key }))}
      onValueChange={onChoose}
    />
  );
}
