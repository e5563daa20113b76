// Of these packages what is used here, and no more: a call of anything else is a mistake that the compiler tells.

declare module 'nodemailer' {
  interface SmtpOptions {
    readonly host: string;
    readonly port: number;
    /** TLS from the first byte. */
    readonly secure: boolean;
    /** Nothing is sent before STARTTLS. */
    readonly requireTLS: boolean;
    readonly ignoreTLS: boolean;
    readonly auth?: { readonly user: string; readonly pass: string };
    readonly connectionTimeout: number;
    readonly greetingTimeout: number;
    readonly socketTimeout: number;
  }
  interface Message {
    readonly from: string;
    readonly to: string;
    readonly subject: string;
    readonly text: string;
    readonly textEncoding: 'base64' | 'quoted-printable';
  }
  export function createTransport(options: SmtpOptions): {
    sendMail(message: Message): Promise<unknown>;
    close(): void;
  };
}

declare module 'smtp-server' {
  interface Session {
    readonly envelope: { readonly rcptTo: readonly { readonly address: string }[] };
  }
  export class SMTPServer {
    constructor(options: {
      readonly disabledCommands: readonly string[];
      onData(stream: NodeJS.ReadableStream, session: Session, done: (error?: Error) => void): void;
      onRcptTo?(address: { readonly address: string }, session: Session, done: (error?: Error) => void): void;
    });
    readonly server: import('node:net').Server;
    listen(port: number, host: string, listening: () => void): void;
    close(closed: () => void): void;
  }
}

declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  interface Claims {
    readonly sub: string;
    readonly [claim: string]: unknown;
  }
  interface Grant {
    addOIDCScope(scope: string): void;
    save(): Promise<string>;
  }
  export default class Provider {
    constructor(issuer: string, configuration: object);
    readonly Grant: new (of: {
      readonly clientId: string;
      readonly accountId: string;
    }) => Grant;
    callback(): (request: IncomingMessage, response: ServerResponse) => void;
    interactionFinished(
      request: IncomingMessage,
      response: ServerResponse,
      result: object,
      options?: object,
    ): Promise<void>;
  }
  export type FindAccount = (
    context: unknown,
    id: string,
  ) => Promise<{ readonly accountId: string; claims(): Promise<Claims> } | undefined>;
}
