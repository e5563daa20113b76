'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import type { BoundFaults } from '../run/faults-bind';
import { useLab } from '../run/lab-context';
import type { FaultsNow } from '../view/faults-view';
import { type LinkDraft, type LinkDraftProblem, linkDraft, linkOptions, readLinkDraft } from './faults-network';

/** One link, chosen by its ends, and how it treats its messages. */
export function LinkForm({ faults }: { readonly faults: BoundFaults }) {
  const t = useTranslations('lab.faults.link');
  const now = useLab(() => faults.now());
  const [chosenFrom, setFrom] = useState<string | null>(null);
  const [chosenTo, setTo] = useState<string | null>(null);
  const [first = '', second = ''] = now.nodes;
  const from = chosenFrom !== null && now.nodes.includes(chosenFrom) ? chosenFrom : first;
  const others = now.nodes.filter((node) => node !== from);
  const to = chosenTo !== null && others.includes(chosenTo) ? chosenTo : from === first ? second : first;
  // Another link, or the same one changed elsewhere, fills the form anew.
  const key = JSON.stringify([from, to, linkOptions(now, from, to)]);
  return (
    <div className="flex flex-col gap-3">
      <div className="grid grid-cols-2 gap-2.5">
        <Select name="link-from" label={t('from')} value={from} items={itemsOf(now.nodes)} onValueChange={setFrom} />
        <Select name="link-to" label={t('to')} value={to} items={itemsOf(others)} onValueChange={setTo} />
      </div>
      <LinkFields key={key} faults={faults} now={now} from={from} to={to} />
    </div>
  );
}

function itemsOf(nodes: readonly string[]) {
  return nodes.map((node) => ({ value: node, label: node }));
}

interface LinkFieldsProps {
  readonly faults: BoundFaults;
  readonly now: FaultsNow;
  readonly from: string;
  readonly to: string;
}

const numbers = ['dropPercent', 'duplicatePercent', 'delayMinMs', 'delayMaxMs'] as const;

function LinkFields({ faults, now, from, to }: LinkFieldsProps) {
  const t = useTranslations('lab.faults.link');
  const [draft, setDraft] = useState<LinkDraft>(() => linkDraft(now, from, to));
  const [isBothWays, setIsBothWays] = useState(false);
  const [problems, setProblems] = useState<Readonly<Partial<Record<keyof LinkDraft, LinkDraftProblem>>>>({});

  function submit(event: FormEvent): void {
    event.preventDefault();
    const read = readLinkDraft(now, draft);
    if (!read.ok) {
      setProblems(read.problems);
      return;
    }
    setProblems({});
    faults.link(from, to, read.options);
    if (isBothWays) faults.link(to, from, read.options);
  }

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-2.5">
      <div className="grid grid-cols-2 gap-2.5">
        {numbers.map((name) => {
          const problem = problems[name];
          return (
            <TextField
              key={name}
              name={name}
              label={t(name)}
              inputMode="decimal"
              autoComplete="off"
              value={draft[name]}
              error={problem === undefined ? undefined : t(`problems.${problem}`)}
              onChange={(event) => setDraft({ ...draft, [name]: event.target.value })}
            />
          );
        })}
      </div>
      <Checkbox
        name="keepsOrder"
        label={t('keepsOrder')}
        checked={draft.keepsOrder}
        onCheckedChange={(keepsOrder) => setDraft({ ...draft, keepsOrder })}
      />
      <Checkbox name="bothWays" label={t('bothWays')} checked={isBothWays} onCheckedChange={setIsBothWays} />
      <div className="flex flex-wrap gap-2">
        <Button size="sm" variant="secondary" type="submit">
          {t('apply')}
        </Button>
        <Button
          size="sm"
          variant="ghost"
          disabled={Object.keys(linkOptions(now, from, to)).length === 0}
          onClick={() => faults.link(from, to, {})}
        >
          {t('reset')}
        </Button>
      </div>
    </form>
  );
}
