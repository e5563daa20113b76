import { StartupError } from './startup-error';

/** Where mail is handed over. */
export interface MailSettings {
  /** smtp://… or smtps://…, with user and password where the server asks for them. */
  readonly url: URL;
  /** What stands as the sender. */
  readonly from: string;
}

/**
 * What the README documents of mail; null where this site sends none.
 *
 * @throws StartupError for settings that say nothing
 */
export function mailSettings(env: Readonly<Record<string, string | undefined>> = process.env): MailSettings | null {
  const [address, from] = [env.SMTP_URL?.trim(), env.MAIL_FROM?.trim()];
  if (!address && !from) return null;
  if (!address || !from) throw new StartupError('SMTP_URL and MAIL_FROM go together: set both, or neither.');
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || !/^smtps?:$/.test(url.protocol) || url.hostname === '') {
    throw new StartupError('SMTP_URL is no address such as smtp://user:password@mail.example.com:587.');
  }
  return { url, from };
}

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** A mail that could not be handed over. It says how the server put it, and not to whom: what a server says quotes addresses. */
class MailError extends Error {
  override readonly name = 'MailError';
}

/** How long a mail server may take for each step. */
const PATIENCE_MS = 20_000;

/**
 * Hands a mail over. To another machine nothing goes in the clear: without TLS nothing is sent.
 *
 * @throws MailError
 */
export async function sendMail({ url, from }: MailSettings, mail: Mail): Promise<void> {
  // Only now: most processes never send one.
  const { createTransport } = await import('nodemailer');
  const isSecure = url.protocol === 'smtps:';
  const isHere = /^(127\.[\d.]+|\[::1\]|localhost)$/.test(url.hostname);
  const user = decodeURIComponent(url.username);
  const transport = createTransport({
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || (isSecure ? 465 : 587)),
    secure: isSecure,
    requireTLS: !isSecure && !isHere,
    ignoreTLS: isHere,
    ...(user === '' ? {} : { auth: { user, pass: decodeURIComponent(url.password) } }),
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
  });
  try {
    await transport.sendMail({ ...mail, from, textEncoding: 'base64' });
  } catch (error) {
    const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
    throw new MailError(`no mail could be handed over: ${[code, responseCode].filter(Boolean).join(' ')}`);
  } finally {
    transport.close();
  }
}
