import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  readonly to: string;
  readonly head: string;
  readonly text: string;
}

export interface MailServer {
  /** For SMTP_URL. */
  readonly url: string;
  readonly mails: readonly ReceivedMail[];
  /** Has every address refused from now on. */
  refuse(): void;
  close(): Promise<void>;
}

/** An SMTP server on loopback that keeps what it is handed. */
export async function startMailServer(): Promise<MailServer> {
  const mails: ReceivedMail[] = [];
  let isRefusing = false;
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: ({ address }, _session, done) => (isRefusing ? done(new Error(`no such mailbox: ${address}`)) : done()),
    onData: (stream, { envelope }, done) => {
      void text(stream).then((whole) => {
        const [head = '', body = ''] = whole.split(/\r\n\r\n(.*)/s);
        const to = envelope.rcptTo.map(({ address }) => address).join(', ');
        const isBase64 = /^content-transfer-encoding: base64\r?$/im.test(head);
        mails.push({ to, head, text: isBase64 ? Buffer.from(body, 'base64').toString('utf8') : body });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refuse: () => {
      isRefusing = true;
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** What stands behind the "#" of the link in a mail. */
export function tokenIn(mail: ReceivedMail | undefined): string {
  return /^https?:\/\/\S+#(\S+)$/m.exec(mail?.text ?? '')?.[1] ?? '';
}
