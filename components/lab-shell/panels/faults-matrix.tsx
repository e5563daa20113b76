'use client';

import { ArrowRight, Minus, Scissors, Waves, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cx } from '@/components/ui/cx';
import type { BoundFaults } from '../run/faults-bind';
import { useLab } from '../run/lab-context';
import type { FaultsNow } from '../view/faults-view';
import { type LinkCondition, linkCondition, linkOptions, withCut } from './faults-network';

const looks = {
  open: { Icon: ArrowRight, look: 'border-border text-text-muted' },
  altered: { Icon: Waves, look: 'border-warn bg-warn-soft text-warn' },
  cut: { Icon: X, look: 'border-danger bg-danger-soft text-danger' },
  partitioned: { Icon: Scissors, look: 'border-border-strong border-dashed bg-sunken text-text-muted' },
} as const;

const conditions: readonly LinkCondition[] = ['open', 'altered', 'cut', 'partitioned'];

/** Every link, both directions, as a table from row to column: each button cuts its direction or opens it again. */
export function LinkMatrix({ faults }: { readonly faults: BoundFaults }) {
  const t = useTranslations('lab.faults.matrix');
  const now = useLab(() => faults.now());
  return (
    <>
      <div className="overflow-x-auto">
        <table className="border-separate border-spacing-0.5 text-center">
          <caption className="visually-hidden">{t('caption')}</caption>
          <thead>
            <tr>
              <th scope="col" className="pr-1 text-left font-normal text-text-muted text-xs">
                {t('corner')}
              </th>
              {now.nodes.map((to) => (
                <th key={to} scope="col" className="font-medium text-xs">
                  {to}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {now.nodes.map((from) => (
              <tr key={from}>
                <th scope="row" className="pr-1 text-left font-medium text-xs">
                  {from}
                </th>
                {now.nodes.map((to) => (
                  <td key={to} className="p-0">
                    {from === to ? (
                      <Minus aria-hidden="true" className="mx-auto size-3.5 text-text-subtle" />
                    ) : (
                      <LinkToggle faults={faults} now={now} from={from} to={to} />
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ul className="mt-2 flex flex-wrap gap-x-3.5 gap-y-1 text-text-muted text-xs">
        {conditions.map((condition) => {
          const { Icon } = looks[condition];
          return (
            <li key={condition} className="flex items-center gap-1">
              <Icon aria-hidden="true" className="size-3.5" />
              {t(condition)}
            </li>
          );
        })}
      </ul>
    </>
  );
}

interface LinkToggleProps {
  readonly faults: BoundFaults;
  readonly now: FaultsNow;
  readonly from: string;
  readonly to: string;
}

function LinkToggle({ faults, now, from, to }: LinkToggleProps) {
  const t = useTranslations('lab.faults.matrix');
  const options = linkOptions(now, from, to);
  const condition = linkCondition(now, from, to);
  const isCut = linkCondition({ ...now, partition: null }, from, to) === 'cut';
  const { Icon, look } = looks[condition];
  return (
    <button
      type="button"
      aria-pressed={isCut}
      aria-label={t('link', { from, to, condition: t(condition) })}
      title={t('link', { from, to, condition: t(condition) })}
      onClick={() => faults.link(from, to, withCut(options, !isCut))}
      className={cx(
        'grid size-9 place-items-center rounded-sm border transition-colors hover:bg-hover focus-visible:-outline-offset-2',
        look,
      )}
    >
      <Icon aria-hidden="true" className="size-4" />
    </button>
  );
}
