import { createHmac } from 'node:crypto';
import pino from 'pino';

/**
 * Lines of JSON on standard output, with times and levels. They hold ids of requests and no personal data: no name, no address, no
 * cookie, nothing that somebody typed.
 */
export const log = pino({ level: process.env.LOG_LEVEL?.trim() || 'warn', base: { pid: process.pid } });

/** Stands for somebody in the log: the same for the same account or address, and nobody can go back from it. */
export function pseudonym(whom: string): string {
  return createHmac('sha256', process.env.NEXTAUTH_SECRET ?? '')
    .update(`log ${whom}`)
    .digest('base64url')
    .slice(0, 12);
}

/** What may be said of an error: a database's messages quote what people typed, so of those only the kind and the place are kept. */
export function errorFields(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error };
  const { name, stack = '', code, digest } = error as Error & { code?: unknown; digest?: unknown };
  const frames = stack.split('\n').filter((line) => line.startsWith('    at '));
  const mayQuote = /^Prisma|^Zod|DatabaseError/.test(error.constructor.name) || /^Prisma|^Zod/.test(name);
  return {
    name,
    code,
    digest,
    ...(mayQuote ? {} : { message: error.message.slice(0, 300) }),
    stack: frames.join('\n'),
  };
}

const told = new WeakSet<object>();

/** Logs an error once, however many places it passes. */
export function logError(error: unknown, context: Record<string, unknown> = {}): void {
  if (typeof error === 'object' && error !== null) {
    if (told.has(error)) return;
    told.add(error);
  }
  log.error({ ...context, err: errorFields(error) });
}

/** Has the lines of log that Next.js and libraries write to the console follow the same rules. For production. */
export function routeConsole(): void {
  const write =
    (level: 'error' | 'warn') =>
    (...parts: unknown[]) => {
      const error = parts.find((part) => part instanceof Error);
      if (error) logError(error);
      else
        log[level](
          parts
            .filter((part) => typeof part === 'string')
            .join(' ')
            .slice(0, 500),
        );
    };
  console.error = write('error');
  console.warn = write('warn');
}
