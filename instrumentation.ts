import type { Instrumentation } from 'next';

/** Next.js calls this once when a server starts, before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { start } = await import('./server/start');
  await start();
}

/** Next.js calls this with every error that a request ends in. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, { routePath }) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { logError } = await import('./server/log');
  logError(error, { id: request.headers['x-request-id'], method: request.method, route: routePath });
};
