'use client';

import { Link2, Scissors } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/select';
import type { BoundFaults } from '../run/faults-bind';
import { useLab } from '../run/lab-context';
import { LinkForm } from './faults-link-form';
import { LinkMatrix } from './faults-matrix';
import { partitionInWords, sidesOf } from './faults-network';

/** What can go wrong between the nodes and with their clocks. What can be done to one node stands with the node. */
export function FaultsPanel({ faults }: { readonly faults: BoundFaults }) {
  const t = useTranslations('lab.faults');
  return (
    <div className="flex h-full flex-col gap-6 overflow-y-auto px-4 py-3 text-sm">
      <Part title={t('partition.title')} lead={t('partition.lead')}>
        <Partition faults={faults} />
      </Part>
      <Part title={t('matrix.title')} lead={t('matrix.lead')}>
        <LinkMatrix faults={faults} />
      </Part>
      <Part title={t('link.title')} lead={t('link.lead')}>
        <LinkForm faults={faults} />
      </Part>
      <Part title={t('clocks.title')} lead={t('clocks.lead')}>
        <Clocks faults={faults} />
      </Part>
    </div>
  );
}

interface PartProps {
  readonly title: string;
  readonly lead: string;
  readonly children: ReactNode;
}

function Part({ title, lead, children }: PartProps) {
  return (
    <section>
      <h2 className="font-semibold">{title}</h2>
      <p className="mt-0.5 mb-2.5 text-text-muted">{lead}</p>
      {children}
    </section>
  );
}

function Partition({ faults }: { readonly faults: BoundFaults }) {
  const t = useTranslations('lab.faults.partition');
  const now = useLab(() => faults.now());
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const sides = sidesOf(now.nodes, chosen);
  const words = partitionInWords(now);
  const isWhole = now.partition === null && now.links.length === 0;
  return (
    <>
      <NodeChecks legend={t('side')} nodes={now.nodes} chosen={chosen} onChosen={setChosen} />
      <p role="status" className="mt-2">
        {words === null ? t('whole') : t('now', { groups: words })}
      </p>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button
          size="sm"
          variant="secondary"
          disabled={sides === null}
          icon={<Scissors aria-hidden="true" className="size-4" />}
          onClick={() => {
            if (sides !== null) faults.partition(sides);
          }}
        >
          {t('cut')}
        </Button>
        <Button
          size="sm"
          variant="secondary"
          disabled={isWhole}
          icon={<Link2 aria-hidden="true" className="size-4" />}
          onClick={() => faults.heal()}
        >
          {t('heal')}
        </Button>
      </div>
    </>
  );
}

interface NodeChecksProps {
  readonly legend: string;
  readonly nodes: readonly string[];
  readonly chosen: ReadonlySet<string>;
  readonly onChosen: (chosen: ReadonlySet<string>) => void;
}

/** One checkbox per node, side by side. */
export function NodeChecks({ legend, nodes, chosen, onChosen }: NodeChecksProps) {
  return (
    <fieldset>
      <legend className="mb-1 font-medium">{legend}</legend>
      <div className="flex flex-wrap gap-1">
        {nodes.map((node) => (
          <label
            key={node}
            className="flex min-h-control-sm cursor-pointer items-center gap-1.5 rounded-md border border-border-strong px-2 has-checked:border-accent has-checked:bg-accent-soft"
          >
            <input
              type="checkbox"
              checked={chosen.has(node)}
              onChange={(event) => {
                const next = new Set(chosen);
                if (event.target.checked) next.add(node);
                else next.delete(node);
                onChosen(next);
              }}
              className="size-4 accent-(--color-accent)"
            />
            {node}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Clock rates that are offered, in thousandths. */
const RATES_PER_MILLE = [500, 800, 900, 1000, 1100, 1250, 2000];

function Clocks({ faults }: { readonly faults: BoundFaults }) {
  const t = useTranslations('lab.faults.clocks');
  const { clocks } = useLab(() => faults.now());
  return (
    <div className="grid grid-cols-2 gap-2.5">
      {clocks.map(({ node, ratePerMille }) => (
        <Select
          key={node}
          name={`clock-${node}`}
          label={t('node', { node })}
          value={String(ratePerMille)}
          items={[...new Set([...RATES_PER_MILLE, ratePerMille])]
            .sort((a, b) => a - b)
            .map((rate) => ({ value: String(rate), label: t('rate', { percent: rate / 10 }) }))}
          onValueChange={(rate) => faults.clock(node, Number(rate))}
        />
      ))}
    </div>
  );
}
