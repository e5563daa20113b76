'use client';

import { useLocale, useTranslations } from 'next-intl';
import { type ReactNode, useState, useSyncExternalStore } from 'react';
import { keepsPlaying, setKeepsPlaying } from '@/components/lab-shell/run/key-event-memory';
import { useAccount } from '@/components/reader/account-provider';
import { ThemeToggle } from '@/components/site/theme-toggle';
import { motionChoice, useMotionChoice } from '@/components/ui/motion-choice';
import { Switch } from '@/components/ui/switch';
import { TextLink } from '@/components/ui/text-link';
import { timeZoneChoice, useTimeZoneChoice } from '@/components/ui/time-zone';
import { ToggleGroup } from '@/components/ui/toggle-group';
import { usePathname, useRouter } from '@/lib/i18n/navigation';
import { routing } from '@/lib/i18n/routing';
import { type ChooseRetention, Retention } from './retention';

/** The names of the languages in themselves; they are the same in every language. */
const names = { ko: '한국어', en: 'English' };

/** Everything that a reader may choose. What is about the account is kept there, all else in this browser. */
export function SettingsPanel({ chooseRetention }: { readonly chooseRetention: ChooseRetention }) {
  const t = useTranslations('settings');
  const locale = useLocale();
  const pathname = usePathname();
  const router = useRouter();
  const account = useAccount();
  return (
    <div className="flex flex-col divide-y divide-border border-border border-y">
      <Setting title={t('language')}>
        <ToggleGroup
          label={t('language')}
          value={locale}
          onValueChange={(other) => router.replace(pathname, { locale: other, scroll: false })}
          items={routing.locales.map((value) => ({ value, label: names[value] }))}
        />
      </Setting>
      <Setting title={t('theme')}>
        <ThemeToggle />
      </Setting>
      <Setting title={t('motion')} what={t('motionWhat')}>
        <ToggleGroup
          label={t('motion')}
          value={useMotionChoice()}
          onValueChange={motionChoice.write}
          items={(['system', 'reduce'] as const).map((value) => ({ value, label: t(`motions.${value}`) }))}
        />
      </Setting>
      <Setting title={t('timeZone')} what={t('timeZoneWhat')}>
        <ToggleGroup
          label={t('timeZone')}
          value={useTimeZoneChoice()}
          onValueChange={timeZoneChoice.write}
          items={(['site', 'device', 'utc'] as const).map((value) => ({ value, label: t(`timeZones.${value}`) }))}
        />
      </Setting>
      <div className="py-5">
        <KeepPlaying />
      </div>
      <div className="min-h-32 py-5">
        {account === null ? (
          <p>
            {t('retentionSignedOut')} <TextLink href="/sign-in?next=/settings">{t('signIn')}</TextLink>
          </p>
        ) : account?.review === undefined ? null : (
          <Retention key={account.id} retention={account.review.retention} choose={chooseRetention} />
        )}
      </div>
    </div>
  );
}

function KeepPlaying() {
  const t = useTranslations('settings');
  const stored = useSyncExternalStore(
    () => () => {},
    keepsPlaying,
    () => false,
  );
  const [chosen, setChosen] = useState<boolean | null>(null);
  return (
    <Switch
      label={<span className="font-semibold">{t('keepPlaying')}</span>}
      description={t('keepPlayingWhat')}
      checked={chosen ?? stored}
      onCheckedChange={(next) => {
        setKeepsPlaying(next);
        setChosen(next);
      }}
    />
  );
}

interface SettingProps {
  readonly title: string;
  readonly what?: string;
  readonly children: ReactNode;
}

function Setting({ title, what, children }: SettingProps) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-5">
      <div className="min-w-0 flex-1 basis-64">
        <h2 className="font-semibold text-base">{title}</h2>
        {what === undefined ? null : <p className="text-sm text-text-muted">{what}</p>}
      </div>
      {children}
    </div>
  );
}
