'use client';

import { RotateCcw, Users } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import type { BoundFaults, BoundMembership } from '../run/faults-bind';
import { useLab, useLabSession, useOpenSession } from '../run/lab-context';
import type { LabSession } from '../run/lab-session';
import type { BoundSettings } from '../run/settings-bind';
import { fieldsOf, type SettingProblems } from '../run/settings-form';
import { NodeChecks } from './faults-panel';
import { SettingInputs } from './setting-input';

/** Who belongs to the cluster, which changes while it runs; and its configuration, with which a new run begins. */
export function SettingsPanel({ settings }: { readonly settings: BoundSettings<LabSession> }) {
  const { simulated, membership, faults } = useLabSession();
  return (
    <div className="flex h-full flex-col gap-6 overflow-y-auto px-4 py-3 text-sm">
      {membership === null || faults === null ? null : <Membership membership={membership} faults={faults} />}
      <NewRun key={`${simulated?.seed} ${JSON.stringify(settings.draft)}`} settings={settings} />
    </div>
  );
}

function Membership({ membership, faults }: { readonly membership: BoundMembership; readonly faults: BoundFaults }) {
  const t = useTranslations('lab.settings.membership');
  const { members, next } = useLab(() => membership.now());
  const { nodes } = useLab(() => faults.now());
  const refusal = useLab((_session, words) => membership.refusal(words));
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null);
  const wanted = chosen ?? new Set(next ?? members);
  const isSame = wanted.size === members.length && members.every((member) => wanted.has(member));
  return (
    <section>
      <h2 className="font-semibold">{t('title')}</h2>
      <p className="mt-0.5 mb-2.5 text-text-muted">
        {t('lead')} <span lang="en">({membership.source})</span>
      </p>
      <p role="status" className="mb-2">
        {next === null
          ? t('now', { members: members.length === 0 ? '∅' : members.join(' ') })
          : t('changing', { members: members.join(' '), next: next.join(' ') })}
      </p>
      <NodeChecks legend={t('wanted')} nodes={nodes} chosen={wanted} onChosen={setChosen} />
      <div className="mt-2 flex flex-wrap items-center gap-2.5">
        <Button
          size="sm"
          variant="secondary"
          disabled={refusal !== null || isSame || wanted.size === 0}
          icon={<Users aria-hidden="true" className="size-4" />}
          onClick={() => {
            membership.change(nodes.filter((node) => wanted.has(node)));
            setChosen(null);
          }}
        >
          {t('change')}
        </Button>
        {refusal === null ? null : <span className="text-text-muted">{refusal}</span>}
      </div>
    </section>
  );
}

function NewRun({ settings }: { readonly settings: BoundSettings<LabSession> }) {
  const t = useTranslations('lab.settings');
  const words = useTranslations();
  const open = useOpenSession();
  const [draft, setDraft] = useState(settings.draft);
  const [problems, setProblems] = useState<SettingProblems>({});

  function submit(event: FormEvent): void {
    event.preventDefault();
    const opened = settings.open(draft);
    if ('session' in opened) open(opened.session);
    else setProblems(opened.problems);
  }

  const broken = fieldsOf(settings.view).filter(({ name }) => problems[name] !== undefined);
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      <div>
        <h2 className="font-semibold">{t('title')}</h2>
        <p className="mt-0.5 text-text-muted">{t('lead')}</p>
      </div>
      {settings.view.map((group) => (
        <fieldset key={group.id} className="grid grid-cols-2 items-end gap-x-2.5 gap-y-3">
          <legend className="mb-2 font-medium text-text-muted">{group.title(words)}</legend>
          <SettingInputs
            fields={group.fields}
            draft={draft}
            problems={problems}
            onValue={(name, value) => setDraft({ ...draft, [name]: value })}
          />
        </fieldset>
      ))}
      <div className="sticky -bottom-3 -mx-4 -mb-3 border-border border-t bg-surface px-4 py-2.5">
        <p role="alert" className="mb-2 font-medium text-danger empty:hidden">
          {broken.length === 0 ? null : t('problems', { fields: broken.map(({ label }) => label(words)).join(', ') })}
        </p>
        <Button size="sm" type="submit" icon={<RotateCcw aria-hidden="true" className="size-4" />}>
          {t('start')}
        </Button>
      </div>
    </form>
  );
}
