'use client';

import { NewPasswordForm, type NewPasswordFormProps } from './new-password-form';
import { ResetRequestForm, type ResetRequestFormProps } from './reset-request-form';
import { useLinkToken } from './use-link-token';

/** Asks for the link; whoever comes by the link chooses a new password. */
export function ResetPassword({
  requestReset,
  chooseNewPassword,
}: Pick<ResetRequestFormProps, 'requestReset'> & Pick<NewPasswordFormProps, 'chooseNewPassword'>) {
  const token = useLinkToken();
  if (token === undefined) return <div className="min-h-48" />;
  return token === '' ? (
    <ResetRequestForm requestReset={requestReset} />
  ) : (
    <NewPasswordForm token={token} chooseNewPassword={chooseNewPassword} />
  );
}
