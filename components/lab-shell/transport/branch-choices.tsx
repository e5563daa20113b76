'use client';

import { useTranslations } from 'next-intl';
import { Menu, MenuRadioGroup } from '@/components/ui/menu';
import type { LoadedMenuProps } from '@/components/ui/menu-button';
import { useLabSession, usePlayer } from '../run/lab-context';
import { useClockText } from '../run/use-clock-text';

/** The menu of the run's branches, with where each begins and ends. */
export function BranchChoices({ trigger }: LoadedMenuProps) {
  const t = useTranslations('lab.branches');
  const clockText = useClockText();
  const session = useLabSession();
  const branchId = usePlayer((state) => state.branchId);
  // Where branches end is looked up anew whenever time stops.
  usePlayer((state) => (state.isPlaying ? null : state.knownEnd.tick));
  const choices = session.branches().map(({ id, parentId, forkTick, endTick }) => ({
    value: String(id),
    label:
      parentId === null
        ? t('first', { end: clockText(endTick) })
        : t('branch', { branch: id + 1, parent: parentId + 1, fork: clockText(forkTick), end: clockText(endTick) }),
  }));
  return (
    <Menu trigger={trigger} isOpenAtFirst>
      <MenuRadioGroup
        label={t('label')}
        choices={choices}
        value={String(branchId)}
        onValueChange={(value) => session.player.getState().switchBranch(Number(value))}
      />
    </Menu>
  );
}
