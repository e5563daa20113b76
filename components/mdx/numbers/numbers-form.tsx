'use client';

import { CirclePlay, RotateCcw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { LabMoment } from '@/components/labs/lab-moment';
import { Button } from '@/components/ui/button';
import { PartBoundary } from '@/components/ui/part-boundary';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import { useKeptAnswer } from '../kept-answers';
import type { GivenSettings, NumbersField, NumbersRun, Settings } from './kit';
import { type NumbersKitId, numbersKits, numbersRuns } from './kits';
import { NumbersResults } from './numbers-result';
import { useNumbersWords } from './numbers-words';

function parse(kept: string | null): GivenSettings {
  try {
    return Object(JSON.parse(kept ?? '{}'));
  } catch {
    return {};
  }
}

/** The reader's own settings, what they come to, and a run of them in the lab. */
export function NumbersForm({ kit: id }: { readonly kit: NumbersKitId }) {
  const t = useTranslations('lesson.numbers');
  const [kept, keep] = useKeptAnswer(`numbers/${id}`);
  const kit = numbersKits[id];
  const given = parse(kept);
  const settings = kit.read(given);
  const key = JSON.stringify(settings);
  // A run that was made; put away once the settings are others.
  const [played, setPlayed] = useState<{ readonly key: string; readonly run: NumbersRun | null } | null>(null);
  return (
    <>
      <div className="grid min-w-0 gap-x-10 gap-y-6 md:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-5">
          <Fields id={id} given={given} settings={settings} onGiven={(next) => keep(JSON.stringify(next))} />
          <div className="flex flex-wrap items-center gap-3">
            <PlayButton id={id} settings={settings} onMade={(run) => setPlayed({ key, run })} />
            {kept === null || kept === '{}' ? null : (
              <Button
                variant="ghost"
                icon={<RotateCcw aria-hidden="true" className="size-4" />}
                onClick={() => keep('{}')}
              >
                {t('reset')}
              </Button>
            )}
            {played?.key === key && played.run === null ? (
              <p role="alert" className="text-danger text-sm">
                {t('failed')}
              </p>
            ) : null}
          </div>
        </div>
        <div aria-live="polite" className="min-w-0">
          <NumbersResults kit={id} result={kit.compute(settings)} />
        </div>
      </div>
      {played?.key === key && played.run !== null ? <Played key={key} run={played.run} /> : null}
    </>
  );
}

interface FieldsProps {
  readonly id: NumbersKitId;
  /** As it was typed, which may be no number yet. */
  readonly given: GivenSettings;
  readonly settings: Settings;
  readonly onGiven: (given: GivenSettings) => void;
}

function Fields({ id, given, settings, onGiven }: FieldsProps) {
  const t = useTranslations('lesson.numbers');
  const words = useNumbersWords(id);
  return (
    <div className="grid content-start gap-x-4 gap-y-3 min-[26rem]:grid-cols-2">
      {Object.entries<NumbersField>(numbersKits[id].fields).map(([name, field]) => {
        const set = (value: string) => onGiven({ ...given, [name]: value });
        if (field.type === 'choice') {
          return (
            <Select
              key={name}
              name={name}
              label={words.field(name)}
              items={field.options.map((value) => ({ value, label: words.option(name, value) }))}
              value={String(settings[name])}
              onValueChange={set}
            />
          );
        }
        const typed = String(given[name] ?? settings[name]);
        const isUsed = Number(typed) === settings[name] && typed.trim() !== '';
        return (
          <TextField
            key={name}
            name={name}
            label={words.field(name)}
            inputMode="numeric"
            autoComplete="off"
            value={typed}
            error={isUsed ? undefined : t('bounds', { min: field.min, max: field.max })}
            onChange={({ target }) => set(target.value)}
          />
        );
      })}
    </div>
  );
}

interface PlayButtonProps {
  readonly id: NumbersKitId;
  readonly settings: Settings;
  /** Null when the lab's model could not be loaded. */
  readonly onMade: (run: NumbersRun | null) => void;
}

/** Makes the run of the settings. */
function PlayButton({ id, settings, onMade }: PlayButtonProps) {
  const t = useTranslations('lesson.numbers');
  const [isLoading, setIsLoading] = useState(false);
  return (
    <Button
      variant="secondary"
      loading={isLoading}
      icon={<CirclePlay aria-hidden="true" className="size-4" />}
      onClick={async () => {
        setIsLoading(true);
        const made = await numbersRuns[id]()
          .then((make) => make(settings))
          .catch(() => null);
        setIsLoading(false);
        onMade(made);
      }}
    >
      {t('play')}
    </Button>
  );
}

function Played({ run: { labId, recording } }: { readonly run: NumbersRun }) {
  const t = useTranslations('lesson.numbers');
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <p className="text-sm text-text-muted">{t('scale')}</p>
      <PartBoundary>
        <LabMoment labId={labId} moment={{ type: 'recording', recording, step: 0 }} isPlaying />
      </PartBoundary>
    </div>
  );
}
