import { Clock, Network } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { cx } from '@/components/ui/cx';
import type { ServerNodeData } from './server-data';

type ServerChipsProps = Pick<ServerNodeData, 'membership' | 'group' | 'timerRatePerMille' | 'logSide' | 'isCrowded'>;

/** What is not as usual about a server, in words on its edge, on the side where its log is not. */
export function ServerChips({ membership, group, timerRatePerMille, logSide, isCrowded }: ServerChipsProps) {
  const t = useTranslations('labs.raft.node');
  const words = membershipWords(membership, t);
  const hasDrift = timerRatePerMille !== 1000;
  if (words === null && group === null && !hasDrift) return null;
  return (
    <div
      aria-hidden="true"
      className={cx(
        'pointer-events-none absolute left-1/2 z-1 flex -translate-x-1/2 gap-1.5 whitespace-nowrap rounded-full border border-border-strong bg-surface py-[3px] font-medium text-[15px] leading-none',
        isCrowded ? 'px-1.5' : 'px-2',
        membership === 'outside' && 'border-dashed',
        logSide === 'above' ? 'top-[calc(100%-4px)]' : 'bottom-[calc(100%-4px)]',
      )}
    >
      {words}
      {group === null ? null : (
        <Part icon={<Network className="size-[12px]" />}>
          {group === 0 ? t('alone') : isCrowded ? group : t('group', { group })}
        </Part>
      )}
      {hasDrift ? <Part icon={<Clock className="size-[12px]" />}>×{timerRatePerMille / 1000}</Part> : null}
    </div>
  );
}

function Part({ icon, children }: { readonly icon: ReactNode; readonly children: ReactNode }) {
  return (
    <span className="flex items-center gap-0.5">
      {icon}
      {children}
    </span>
  );
}

/** Null for an ordinary member, about whom there is nothing to say. */
export function membershipWords(
  membership: ServerNodeData['membership'],
  t: ReturnType<typeof useTranslations<'labs.raft.node'>>,
): string | null {
  switch (membership) {
    case 'member':
      return null;
    case 'outside':
      return t('outside');
    case 'catching-up':
      return t('wanted');
    default:
      return t(`joint.${membership}`);
  }
}
