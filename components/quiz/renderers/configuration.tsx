'use client';

import { useLocale, useTranslations } from 'next-intl';
import { RadioGroup } from '@/components/ui/choice-group';
import { outcomeOfOne } from '../part-verdict';
import { textIn } from '../response';
import { RichText } from '../rich-text';
import { SeeItHappen } from '../see-it-happen';
import type { RendererProps } from './renderer';

/** Configurations to choose among; once one is chosen, each of them can be run. */
export function ConfigurationRenderer(props: RendererProps<'choose-a-configuration'>) {
  const { item, response, onResponse, isLocked, solution, error } = props;
  const t = useTranslations('quiz.renderer');
  const locale = useLocale();
  const picked = textIn(response);
  const { lab, options } = item.body;
  return (
    <div className="flex flex-col gap-5">
      <RadioGroup
        name={item.id}
        legend={t('configuration')}
        readOnly={isLocked}
        error={error}
        value={picked === '' ? null : picked}
        onValueChange={onResponse}
        choices={options.map(({ id, settings }) => {
          const told = solution?.options.find((each) => each.id === id);
          return {
            value: id,
            label: <Settings settings={settings} />,
            outcome: told && outcomeOfOne(told.correct, picked === id),
            explanation: told && <RichText text={told.explanation[locale]} />,
          };
        })}
      />
      {solution === null ? null : (
        <ul aria-label={t('runs')} className="flex flex-col items-stretch gap-2">
          {options.flatMap(({ id, settings }) => {
            const run = solution.options.find((each) => each.id === id)?.run ?? null;
            if (run === null) return [];
            return [
              <li key={id} className="flex flex-col">
                <SeeItHappen
                  labId={lab}
                  moment={{ type: 'recording', ...run }}
                  label={t('run', { configuration: settingsLine(settings) })}
                />
              </li>,
            ];
          })}
        </ul>
      )}
    </div>
  );
}

function settingsLine(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}

/** Names and values, each on a line of its own: none is cut. */
function Settings({ settings }: { readonly settings: Readonly<Record<string, string>> }) {
  return (
    <span className="flex flex-col gap-0.5">
      {Object.entries(settings).map(([name, value]) => (
        <span key={name} className="flex flex-wrap gap-x-2 font-mono text-sm">
          <span className="text-text-muted">{name}</span> <span className="wrap-anywhere">{value}</span>
        </span>
      ))}
    </span>
  );
}
