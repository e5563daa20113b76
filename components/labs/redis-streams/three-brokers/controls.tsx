import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Select } from '@/components/ui/select';
import { Slider } from '@/components/ui/slider';
import { Switch } from '@/components/ui/switch';
import { CONSUMERS_MAX, consumerNames, type Workload } from '@/sim/three-brokers/workload';

interface ControlsProps {
  readonly workload: Workload;
  readonly onChange: (workload: Workload) => void;
}

const RESTARTS = ['never', '1000', '4000'] as const;
const CRASH_MS = 2000;

/** What is to be done, by how many, and who crashes when. */
export function Controls({ workload, onChange }: ControlsProps) {
  const t = useTranslations('labs.redis-streams.experiment.controls');
  const { crash, consumers } = workload;
  const change = (part: Partial<Workload>) => onChange({ ...workload, ...part });
  return (
    <div className="grid gap-x-8 gap-y-4 sm:grid-cols-2 lg:grid-cols-3">
      <Amount
        label={t('consumers')}
        value={consumers}
        min={1}
        max={CONSUMERS_MAX}
        onValue={(value) =>
          change({
            consumers: value,
            crash: crash === null || crash.consumer <= value ? crash : { ...crash, consumer: value },
          })
        }
      />
      <Amount
        label={t('messagesPerSecond')}
        value={workload.messagesPerSecond}
        min={2}
        max={40}
        onValue={(messagesPerSecond) => change({ messagesPerSecond })}
      />
      <Amount
        label={t('serviceMs')}
        value={workload.serviceMs}
        min={50}
        max={1000}
        step={50}
        onValue={(serviceMs) => change({ serviceMs })}
      />
      <Amount label={t('batch')} value={workload.batch} min={1} max={20} onValue={(batch) => change({ batch })} />
      <Amount
        label={t('recoveryMs')}
        value={workload.recoveryMs}
        min={500}
        max={10_000}
        step={500}
        onValue={(recoveryMs) => change({ recoveryMs })}
      />
      <Select
        name="ackMode"
        label={t('ackMode')}
        value={workload.ackMode}
        items={[
          { value: 'after-work', label: t('acks.after') },
          { value: 'before-work', label: t('acks.before') },
        ]}
        onValueChange={(ackMode) => change({ ackMode })}
      />
      <Select
        name="crash"
        label={t('crash')}
        value={crash === null ? 'nobody' : String(crash.consumer)}
        items={[
          { value: 'nobody', label: t('nobody') },
          ...consumerNames(workload).map((name, at) => ({ value: String(at + 1), label: name })),
        ]}
        onValueChange={(value) => {
          if (value === 'nobody') change({ crash: null });
          else change({ crash: { atMs: CRASH_MS, restartAfterMs: null, ...crash, consumer: Number(value) } });
        }}
      />
      {crash === null ? null : (
        <>
          <Amount
            label={t('crashAtMs')}
            value={crash.atMs}
            min={0}
            max={6000}
            step={100}
            onValue={(atMs) => change({ crash: { ...crash, atMs } })}
          />
          <Select
            name="restart"
            label={t('restart')}
            value={crash.restartAfterMs === null ? 'never' : String(crash.restartAfterMs)}
            items={RESTARTS.map((value) => ({
              value,
              label: value === 'never' ? t('never') : t('restartAfter', { ms: Number(value) }),
            }))}
            onValueChange={(value) =>
              change({ crash: { ...crash, restartAfterMs: value === 'never' ? null : Number(value) } })
            }
          />
        </>
      )}
      <Switch
        label={t('redisHasClaimer')}
        checked={workload.redisHasClaimer}
        onCheckedChange={(redisHasClaimer) => change({ redisHasClaimer })}
      />
    </div>
  );
}

interface AmountProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  readonly onValue: (value: number) => void;
}

/** A number that counts when its thumb is let go: each one is three runs. */
function Amount({ label, value, min, max, step = 1, onValue }: AmountProps) {
  const [draft, setDraft] = useState<number | null>(null);
  return (
    <Slider
      label={label}
      value={draft ?? value}
      min={min}
      max={max}
      step={step}
      onValueChange={setDraft}
      onValueCommitted={(next) => {
        setDraft(null);
        onValue(next);
      }}
      formatValue={String}
    />
  );
}
