'use client';

import { Check, OctagonAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cx } from '@/components/ui/cx';
import { Switch } from '@/components/ui/switch';
import { SearchAnnouncer, SearchButton, SearchReport } from '../explore/explore-panel';
import { useLab, useLabSession, useOpenSession } from '../run/lab-context';
import type { LabSession, RuleStatus } from '../run/lab-session';
import type { BoundRules, BoundSwitch } from '../run/settings-bind';
import { RuleViolation } from './rule-violation';

/** What must hold at every moment and whether it does; below, the rules that see to it, each of which can be taken out. */
export function RulesPanel() {
  const t = useTranslations('lab.rules');
  const { switches } = useLabSession();
  const rules = useLab((session, words) => session.rules(words));
  return (
    <div className="h-full overflow-y-auto px-4 py-3">
      <h2 className="font-semibold text-sm">{t('invariants')}</h2>
      <p className="mt-0.5 text-sm text-text-muted">{t('lead')}</p>
      <ul className="mt-3 flex flex-col gap-2.5">
        {rules.map((rule) => (
          <Invariant key={rule.name} rule={rule} />
        ))}
      </ul>
      {switches === null ? null : <RuleSwitches bound={switches} />}
    </div>
  );
}

function Invariant({ rule: { name, source, text, broken } }: { readonly rule: RuleStatus }) {
  const t = useTranslations('lab.rules');
  const isBroken = broken !== null;
  const Icon = isBroken ? OctagonAlert : Check;
  return (
    <li className={cx('rounded-md border p-3 text-sm', isBroken ? 'border-danger bg-danger-soft' : 'border-border')}>
      <p className="flex items-baseline justify-between gap-3">
        <span className="font-semibold">{text?.title ?? name}</span>
        <span
          className={cx(
            'flex shrink-0 items-center gap-1 font-medium text-xs',
            isBroken ? 'text-danger' : 'text-success',
          )}
        >
          <Icon aria-hidden="true" className="size-3.5" />
          {isBroken ? t('broken') : t('holds')}
        </span>
      </p>
      {text === null ? null : <p className="mt-1">{text.statement}</p>}
      {isBroken ? <RuleViolation text={text} values={broken} /> : null}
      <p className="mt-1.5 text-text-muted text-xs" lang="en">
        {name} · {source}
      </p>
    </li>
  );
}

function RuleSwitches({ bound }: { readonly bound: BoundRules<LabSession> }) {
  const t = useTranslations('lab');
  const words = useTranslations();
  const switches = bound.switches(words);
  const off = switches.filter(({ isOn }) => !isOn).length;
  return (
    <>
      <h2 className="mt-6 font-semibold text-sm">{t('rules.switches')}</h2>
      <p className="mt-0.5 text-sm text-text-muted">{t('rules.switchesLead')}</p>
      <div className="mt-3 rounded-md border border-border p-3 text-sm">
        <p>{off === 0 ? t('explore.allOn') : t('explore.asConfigured', { off })}</p>
        <SearchButton offer={{ topic: 'run', config: bound.searched(null) }} label={t('explore.startAll')} />
        <SearchReport topic="run" />
      </div>
      <SearchAnnouncer />
      <ul className="mt-2.5 flex flex-col gap-2.5">
        {switches.map((rule) => (
          <RuleItem key={rule.id} rule={rule} bound={bound} />
        ))}
      </ul>
    </>
  );
}

interface RuleItemProps {
  readonly rule: BoundSwitch;
  readonly bound: BoundRules<LabSession>;
}

function RuleItem({ rule: { id, source, text, isOn }, bound }: RuleItemProps) {
  const t = useTranslations('lab');
  const open = useOpenSession();
  return (
    <li className={cx('rounded-md border p-3 text-sm', isOn ? 'border-border' : 'border-warn bg-warn-soft')}>
      <Switch
        label={
          <span className="font-semibold">
            {text.title}
            {isOn ? null : <span className="ml-2 font-medium text-warn text-xs">{t('rules.off')}</span>}
          </span>
        }
        checked={isOn}
        onCheckedChange={(next) => open(bound.openWith(id, next))}
      />
      <p className="mt-1">{text.statement}</p>
      <p className="mt-1.5 text-text-muted text-xs" lang="en">
        {id} · {source}
      </p>
      <SearchButton
        offer={{ topic: `rule ${id}`, config: bound.searched(id) }}
        label={t('explore.start')}
        name={t('explore.startNamed', { rule: text.title })}
      />
      <SearchReport topic={`rule ${id}`} />
    </li>
  );
}
