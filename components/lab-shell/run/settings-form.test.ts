import { expect, test } from 'vitest';
import { raftConfig } from '@/sim/raft/config';
import type { SettingField, SettingsView } from '../view/settings-view';
import { draftOf, readDraft } from './settings-form';

function field(name: string, kind: SettingField['kind'], isOptional = false): SettingField {
  return { name, kind, isOptional, label: () => name };
}

const view: SettingsView = [
  {
    id: 'cluster',
    title: () => 'cluster',
    fields: [
      field('servers', 'integer'),
      field('initialServers', 'integer', true),
      field('electionTimeoutMinMs', 'integer'),
      field('electionTimeoutMaxMs', 'integer'),
      field('preVote', 'switch'),
    ],
  },
];
const config = raftConfig.parse({ rules: { persistVote: false } });
const draft = draftOf(view, config);

test('a configuration fills the form and comes back the same', () => {
  expect(draft).toEqual({
    servers: '5',
    initialServers: '',
    electionTimeoutMinMs: '150',
    electionTimeoutMaxMs: '300',
    preVote: false,
  });
  expect(readDraft(view, raftConfig, config, draft)).toEqual({ ok: true, config });
});

test('what is entered takes effect, and what the form does not show stays as it was', () => {
  const read = readDraft(view, raftConfig, config, { ...draft, servers: ' 7 ', initialServers: '3', preVote: true });
  expect(read).toEqual({ ok: true, config: { ...config, servers: 7, initialServers: 3, preVote: true } });
});

test('each field that is out of bounds or no whole number is named with its problem', () => {
  const read = readDraft(view, raftConfig, config, {
    ...draft,
    servers: '10',
    initialServers: '2.5',
    electionTimeoutMinMs: '',
    electionTimeoutMaxMs: '0',
  });
  expect(read).toEqual({
    ok: false,
    problems: {
      servers: { kind: 'too-big', bound: 9 },
      initialServers: { kind: 'not-whole' },
      electionTimeoutMinMs: { kind: 'not-whole' },
      electionTimeoutMaxMs: { kind: 'too-small', bound: 1 },
    },
  });
});

test('what a configuration counts by the thousand is entered in percent', () => {
  const lost: SettingsView = [{ id: 'network', title: () => 'network', fields: [field('dropPerMille', 'integer')] }];
  expect(draftOf(lost, raftConfig.parse({ dropPerMille: 11 }))).toEqual({ dropPerMille: '1.1' });
  const read = (dropPerMille: string) => readDraft(lost, raftConfig, config, { dropPerMille });
  expect(read('1.1')).toEqual({ ok: true, config: { ...config, dropPerMille: 11 } });
  expect(read('101')).toEqual({ ok: false, problems: { dropPerMille: { kind: 'too-big', bound: 100 } } });
  expect(read('0.05')).toEqual({ ok: false, problems: { dropPerMille: { kind: 'invalid' } } });
});

test('two fields that do not go together are said at one of them', () => {
  const read = readDraft(view, raftConfig, config, { ...draft, electionTimeoutMaxMs: '100' });
  expect(read).toEqual({ ok: false, problems: { electionTimeoutMaxMs: { kind: 'conflict' } } });
});

test('a form for a field that the configuration does not have is a mistake', () => {
  expect(() => draftOf(view, {})).toThrow(RangeError);
});
