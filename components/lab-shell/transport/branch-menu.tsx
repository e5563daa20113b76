'use client';

import { GitBranch } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { buttonClass } from '@/components/ui/button';
import { MenuButton } from '@/components/ui/menu-button';
import { usePlayer } from '../run/lab-context';

const fetchMenu = () => import('./branch-choices').then((module) => module.BranchChoices);

/** The run's branches, of which there are several. */
export function BranchMenu() {
  const t = useTranslations('lab.branches');
  const branchId = usePlayer((state) => state.branchId);
  const count = usePlayer((state) => state.branchCount);
  return (
    <MenuButton
      fetchMenu={fetchMenu}
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
    />
  );
}
