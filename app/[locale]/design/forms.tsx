'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import { CheckboxGroup, RadioGroup } from '@/components/ui/choice-group';
import { CopyField } from '@/components/ui/copy-field';
import { PasswordField } from '@/components/ui/password-field';
import { Select } from '@/components/ui/select';
import { Slider } from '@/components/ui/slider';
import { Switch } from '@/components/ui/switch';
import { TextField } from '@/components/ui/text-field';
import { ToggleGroup } from '@/components/ui/toggle-group';
import { Section, Specimen } from './section';

export function Fields() {
  const t = useTranslations('design.fields');
  const schedules = [
    { value: 'fixed' as const, label: t('scheduleFixed') },
    { value: 'random' as const, label: t('scheduleRandom') },
    { value: 'worst' as const, label: t('scheduleWorst'), disabled: true },
  ];
  return (
    <Section id="fields" title={t('title')} lead={t('lead')}>
      <Specimen label={t('text')}>
        <div className="grid w-full gap-x-6 gap-y-5 lg:grid-cols-2">
          <TextField name="plain" label={t('className')} placeholder={t('classNamePlaceholder')} />
          <TextField name="focused" label={t('focused')} defaultValue={t('classNameValue')} data-show="focus-visible" />
          <TextField name="code" label={t('code')} description={t('codeDescription')} defaultValue="RAFT-7KQ2" mono />
          <TextField name="email" type="email" label={t('email')} defaultValue="learner@" error={t('emailError')} />
          <TextField name="locked" label={t('disabled')} defaultValue={t('classNameValue')} disabled />
          <PasswordField
            name="password"
            label={t('password')}
            autoComplete="new-password"
            description={t('passwordDescription')}
          />
        </div>
      </Specimen>
      <Specimen label={t('select')}>
        <div className="grid w-full gap-x-6 gap-y-5 lg:grid-cols-2">
          <Select name="schedule" label={t('schedule')} items={schedules} defaultValue="random" />
          <Select
            name="schedule-empty"
            label={t('schedule')}
            items={schedules}
            placeholder={t('schedulePlaceholder')}
            error={t('scheduleError')}
          />
        </div>
      </Specimen>
      <Specimen label={t('checkbox')}>
        <div className="grid w-full gap-x-6 lg:grid-cols-2">
          <Checkbox name="remind" label={t('remind')} description={t('remindDescription')} defaultChecked />
          <Checkbox name="agree" label={t('agree')} error={t('agreeError')} />
          <Checkbox name="off" label={t('disabled')} disabled />
          <Checkbox name="on" label={t('disabled')} disabled defaultChecked />
        </div>
      </Specimen>
      <Specimen label={t('copy')}>
        <div className="w-full max-w-md">
          <CopyField label={t('code')} value="RAFT-7KQ2" />
        </div>
      </Specimen>
    </Section>
  );
}

export function Settings() {
  const t = useTranslations('design.settings');
  const [delayTicks, setDelayTicks] = useState(20);
  const [speed, setSpeed] = useState<'half' | 'one' | 'two'>('one');
  const [check, setCheck] = useState(true);
  return (
    <Section id="settings" title={t('title')} lead={t('lead')}>
      <Specimen label={t('switch')}>
        <div className="grid w-full gap-x-10 gap-y-3 lg:grid-cols-2">
          <Switch label={t('check')} description={t('checkDescription')} checked={check} onCheckedChange={setCheck} />
          <Switch label={t('disabled')} checked={false} onCheckedChange={() => {}} disabled />
        </div>
      </Specimen>
      <Specimen label={t('slider')}>
        <div className="grid w-full gap-x-10 gap-y-3 lg:grid-cols-2">
          <Slider
            label={t('delay')}
            value={delayTicks}
            onValueChange={setDelayTicks}
            min={0}
            max={100}
            step={5}
            formatValue={(ticks) => t('ticks', { ticks })}
          />
          <Slider
            label={t('disabled')}
            value={40}
            onValueChange={() => {}}
            min={0}
            max={100}
            formatValue={(ticks) => t('ticks', { ticks })}
            disabled
          />
        </div>
      </Specimen>
      <Specimen label={t('toggle')}>
        <ToggleGroup
          label={t('speed')}
          value={speed}
          onValueChange={setSpeed}
          items={[
            { value: 'half', label: '0.5×' },
            { value: 'one', label: '1×' },
            { value: 'two', label: '2×' },
          ]}
        />
      </Specimen>
    </Section>
  );
}

function QuizSingle() {
  const t = useTranslations('design.choices');
  const [answer, setAnswer] = useState<'lower' | 'same' | 'higher' | null>('same');
  return (
    <RadioGroup
      name="single"
      legend={t('single')}
      value={answer}
      onValueChange={setAnswer}
      choices={[
        { value: 'lower', label: t('a') },
        { value: 'same', label: t('b') },
        { value: 'higher', label: t('c') },
      ]}
    />
  );
}

function QuizGraded() {
  const t = useTranslations('design.choices');
  return (
    <CheckboxGroup
      name="graded"
      legend={t('multiple')}
      readOnly
      value={['majority', 'all']}
      onValueChange={() => {}}
      choices={[
        { value: 'majority', label: t('m1'), outcome: 'correct', explanation: t('m1why') },
        { value: 'all', label: t('m2'), outcome: 'incorrect', explanation: t('m2why') },
        { value: 'term', label: t('m3'), outcome: 'missed', explanation: t('m3why') },
        { value: 'clock', label: t('m4'), explanation: t('m4why') },
      ]}
    />
  );
}

function QuizUnanswered() {
  const t = useTranslations('design.choices');
  const [answer, setAnswer] = useState<string[]>([]);
  return (
    <CheckboxGroup
      name="unanswered"
      legend={t('multiple')}
      value={answer}
      onValueChange={setAnswer}
      error={answer.length === 0 ? t('missing') : undefined}
      choices={[
        { value: 'majority', label: t('m1') },
        { value: 'all', label: t('m2') },
      ]}
    />
  );
}

export function Choices() {
  const t = useTranslations('design.choices');
  return (
    <Section id="choices" title={t('title')} lead={t('lead')}>
      <Specimen label={t('open')}>
        <div className="w-full max-w-2xl">
          <QuizSingle />
        </div>
      </Specimen>
      <Specimen label={t('graded')}>
        <div className="w-full max-w-2xl">
          <QuizGraded />
        </div>
      </Specimen>
      <Specimen label={t('error')}>
        <div className="w-full max-w-2xl">
          <QuizUnanswered />
        </div>
      </Specimen>
    </Section>
  );
}
