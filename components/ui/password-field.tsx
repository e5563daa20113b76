'use client';

import { Eye, EyeOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { cx } from './cx';
import { FieldMessage } from './field-message';
import { fieldControl, fieldLabel, fieldRoot } from './field-styles';
import { IconButton } from './icon-button';
import { useField } from './use-field';

interface PasswordFieldProps {
  readonly name: string;
  readonly label: string;
  /** Tells password managers whether to fill in or to propose. */
  readonly autoComplete: 'current-password' | 'new-password';
  readonly description?: ReactNode;
  readonly error?: string | undefined;
  readonly required?: boolean | undefined;
  readonly disabled?: boolean | undefined;
}

/** A password with a button that shows it. */
export function PasswordField({ label, description, error, ...input }: PasswordFieldProps) {
  const t = useTranslations('ui');
  const [shown, setShown] = useState(false);
  const field = useField({ description, error });
  return (
    <div className={fieldRoot}>
      <label htmlFor={field.id} className={fieldLabel}>
        {label}
      </label>
      <div className="relative">
        <input
          {...input}
          {...field.control}
          type={shown ? 'text' : 'password'}
          spellCheck={false}
          autoCapitalize="none"
          className={cx(fieldControl, 'pr-12')}
        />
        <IconButton
          label={shown ? t('hidePassword') : t('showPassword')}
          icon={shown ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
          disabled={input.disabled}
          onClick={() => setShown(!shown)}
          className="absolute! inset-y-0 right-0 h-full rounded-md"
        />
      </div>
      <FieldMessage {...field.messages} />
    </div>
  );
}
