'use client';

import { useLocale, useTranslations } from 'next-intl';
import { type ReactNode, type Ref, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { PartBoundary } from '@/components/ui/part-boundary';
import { useHydrated } from '@/components/ui/use-hydrated';
import type { PublicItem } from '@/quiz/score';
import { UNKNOWN } from '@/quiz/unknown';
import { Confidence, type ConfidenceDegree } from './confidence';
import { QuestionRenderer } from './question-renderer';
import { isAnswered, startingResponse } from './response';
import { RichText } from './rich-text';
import { StemRest, stemHead } from './stem';
import type { CodeLine, Told } from './types';

/** What came of sending an answer. `invalid`: it says too little to be scored. */
export type Sent = 'saved' | 'waiting' | 'refused' | 'invalid';

interface QuestionFormProps {
  readonly ref: Ref<HTMLHeadingElement>;
  /** Above the question: its number. */
  readonly kicker: string;
  readonly headingLevel: 2 | 3;
  readonly item: PublicItem;
  readonly code: readonly CodeLine[] | undefined;
  /** What was answered, kept or only waiting to be; null while it may be changed. */
  readonly answered: { readonly response: unknown } | null;
  readonly told: Told | null;
  /** What stands there at first, for another try. */
  readonly draft: unknown;
  readonly submitLabel: string;
  readonly onSubmit: (response: unknown, confidence: ConfidenceDegree) => Promise<Sent>;
  /** Between the answer and the button: hints. */
  readonly help?: ReactNode;
  /** In place of the button, once answered. */
  readonly outcome: ReactNode;
}

/** One item: stem, renderer, how sure, and a button; once answered, how it turned out. */
export function QuestionForm(props: QuestionFormProps) {
  return (
    <PartBoundary resetKeys={[props.item]} className="rounded-lg border border-border">
      <Form {...props} />
    </PartBoundary>
  );
}

function Form(props: QuestionFormProps) {
  const { ref, kicker, item, code, answered, told, help, outcome } = props;
  const t = useTranslations('quiz');
  const locale = useLocale();
  const form = useRef<HTMLFormElement>(null);
  const [response, setResponse] = useState<unknown>(props.draft ?? startingResponse(item));
  const [confidence, setConfidence] = useState<ConfidenceDegree>(null);
  const [status, setStatus] = useState<Sent | 'open' | 'sending'>('open');
  const isHydrated = useHydrated();
  const Heading = `h${props.headingLevel}` as const;

  const submit = async () => {
    if (answered !== null || status === 'sending') return;
    let sent: Sent = 'invalid';
    if (isAnswered(item, response)) {
      setStatus('sending');
      sent = await props.onSubmit(response, confidence);
    }
    setStatus(sent);
    // What is missing is to be given there.
    if (sent === 'invalid') form.current?.querySelector<HTMLElement>(CONTROLS)?.focus();
  };
  const giveUp = async () => {
    setStatus('sending');
    setStatus(await props.onSubmit(UNKNOWN, null));
  };

  return (
    <form
      ref={form}
      noValidate
      className="flex min-w-0 flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div className="flex flex-col gap-3">
        <p className="text-sm text-text-muted">
          {kicker}
          {t(`type.${item.type}`)} · {item.points === null ? t('worthEach') : t('worth', { points: item.points })}
        </p>
        <Heading ref={ref} tabIndex={-1} className={props.headingLevel === 2 ? 'text-2xl text-pretty' : 'text-lg'}>
          <span className="whitespace-pre-line">
            <RichText text={stemHead(item.stem[locale])} />
          </span>
        </Heading>
        <StemRest stem={item.stem[locale]} />
      </div>
      <QuestionRenderer
        item={item}
        code={code}
        told={told}
        response={answered?.response ?? response}
        onResponse={(given) => {
          setResponse(given);
          if (status === 'invalid') setStatus('open');
        }}
        isLocked={answered !== null || status === 'sending'}
        error={status === 'invalid' ? t(`missing.${item.type}`) : undefined}
      />
      {answered === null ? (
        <div className="flex flex-col items-start gap-5">
          {help}
          <Confidence value={confidence} onValueChange={setConfidence} />
          <div className="flex flex-wrap gap-3">
            <Button type="submit" size="lg" loading={status === 'sending'} disabled={!isHydrated}>
              {props.submitLabel}
            </Button>
            <Button variant="ghost" size="lg" disabled={!isHydrated || status === 'sending'} onClick={giveUp}>
              {t('unknown')}
            </Button>
          </div>
          <div role="status" className="w-full">
            {status === 'refused' ? (
              <Callout tone="danger" title={t('refusedTitle')}>
                {t('refused')}
              </Callout>
            ) : null}
          </div>
        </div>
      ) : (
        outcome
      )}
    </form>
  );
}

const CONTROLS = 'input, textarea, select';
