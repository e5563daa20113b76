'use client';

import { CornerDownLeft } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useId, useState } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { splitCommandLine } from '@/sim/systems/redis/command-line';
import { completionsOf, hintFor } from './command-hints';
import { PROMPTS } from './reply-text';

interface PromptProps {
  /** Oldest first. */
  readonly history: readonly string[];
  readonly mode: keyof typeof PROMPTS;
  /** A reply is awaited: nothing can be typed before it. */
  readonly isWaiting: boolean;
  readonly onLine: (argv: readonly string[]) => void;
  readonly onInterrupt: () => void;
}

/** The line that is being typed, with its history. */
function usePromptLine({ history, isWaiting, onLine, onInterrupt }: PromptProps) {
  const [text, setText] = useState('');
  const [isInvalid, setIsInvalid] = useState(false);
  // How far back in the history, 0 being what is being typed.
  const [back, setBack] = useState(0);
  function write(next: string): void {
    setText(next);
    setIsInvalid(false);
  }

  function enter(): void {
    const argv = splitCommandLine(text);
    if (argv === null) {
      setIsInvalid(true);
      return;
    }
    if (argv.length === 0 || isWaiting) return;
    onLine(argv);
    write('');
    setBack(0);
  }

  function recall(by: number): void {
    const next = Math.min(history.length, Math.max(0, back + by));
    setBack(next);
    write(next === 0 ? '' : (history[history.length - next] ?? ''));
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    const { key, currentTarget, shiftKey, ctrlKey, nativeEvent } = event;
    // Enter that ends the composition of a Korean syllable is not yet the command.
    if (nativeEvent.isComposing) return;
    const isAtEnd = currentTarget.selectionStart === text.length;
    const [completion] = completionsOf(text);
    if (key === 'Enter') enter();
    else if (key === 'ArrowUp') recall(1);
    else if (key === 'ArrowDown') recall(-1);
    else if (key === 'Tab' && !shiftKey && isAtEnd && completion !== undefined) write(completion);
    else if (ctrlKey && key === 'c' && currentTarget.selectionStart === currentTarget.selectionEnd) onInterrupt();
    else if (ctrlKey && key === 'u') write('');
    else return;
    event.preventDefault();
  }

  return { text, isInvalid, write, enter, onKeyDown };
}

/** The prompt with what is typed, and behind it what is still to be typed. */
export function ConsolePrompt(props: PromptProps) {
  const t = useTranslations('labs.redis-streams.console');
  const id = useId();
  const { text, isInvalid, write, enter, onKeyDown } = usePromptLine(props);
  const hint = hintFor(text);
  return (
    <div className="border-border border-t bg-surface has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-focus has-[input:focus-visible]:-outline-offset-2">
      <div className="flex items-center gap-2 pl-3">
        <label htmlFor={id} className="shrink-0 select-none text-text-muted">
          <span aria-hidden="true">{PROMPTS[props.mode]}</span>
          <span className="visually-hidden">{t('input')}</span>
        </label>
        <span className="relative grid min-w-0 flex-1 items-center">
          <span
            aria-hidden="true"
            className="pointer-events-none col-start-1 row-start-1 overflow-hidden whitespace-pre text-text-subtle"
          >
            <span className="invisible">{text}</span>
            {hint}
          </span>
          <input
            id={id}
            value={text}
            autoComplete="off"
            autoCapitalize="off"
            autoCorrect="off"
            spellCheck={false}
            aria-invalid={isInvalid}
            aria-describedby={`${id}-hint`}
            placeholder={text === '' ? t(props.isWaiting ? 'waiting' : 'placeholder') : undefined}
            onChange={(event) => write(event.currentTarget.value)}
            onKeyDown={onKeyDown}
            className="col-start-1 row-start-1 min-h-control w-full bg-transparent font-mono outline-none placeholder:font-sans placeholder:text-text-subtle"
          />
        </span>
        <IconButton label={t('run')} size="sm" icon={<CornerDownLeft aria-hidden="true" />} onClick={enter} />
      </div>
      <p id={`${id}-hint`} className={isInvalid ? 'px-3 pb-1.5 text-danger' : 'visually-hidden'}>
        {isInvalid ? t('invalid') : hint === '' ? t('help') : t('arguments', { hint: hint.trim() })}
      </p>
    </div>
  );
}
