'use client';

import { GitBranch } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { buttonClass } from '@/components/ui/button';
import { Menu, MenuRadioGroup } from '@/components/ui/menu';
import { formatMs } from './format-tick';
import { useLabSession, usePlayer } from './lab-context';

/** The run's branches, once there are several. */
export function BranchMenu() {
  const t = useTranslations('lab.branches');
  const locale = useLocale();
  const session = useLabSession();
  const branchId = usePlayer((state) => state.branchId);
  const count = usePlayer((state) => state.branchCount);
  // Where branches end is looked up anew whenever time stops.
  usePlayer((state) => (state.isPlaying ? null : state.knownEnd.tick));
  if (count < 2) return null;
  const ms = (tick: number) => formatMs(tick, session.ticksPerSecond, locale);
  const choices = session.branches().map(({ id, parentId, forkTick, endTick }) => ({
    value: String(id),
    label:
      parentId === null
        ? t('first', { end: ms(endTick) })
        : t('branch', { branch: id + 1, parent: parentId + 1, fork: ms(forkTick), end: ms(endTick) }),
  }));
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={t('menu', { branch: branchId + 1, count })}
          className={buttonClass('ghost', 'md', 'px-2! tabular-nums')}
        >
          <GitBranch aria-hidden="true" className="size-4" />
          {branchId + 1}/{count}
        </button>
      }
    >
      <MenuRadioGroup
        label={t('label')}
        choices={choices}
        value={String(branchId)}
        onValueChange={(value) => session.player.getState().switchBranch(Number(value))}
      />
    </Menu>
  );
}
