import 'server-only';
import { database } from './database';
import { readEnvironment, sessionSecret } from './environment';
import { StartupError } from './startup-error';

/** Makes the app ready to serve, or ends the process with one line that says what to do. */
export async function start(): Promise<void> {
  try {
    process.env.NEXTAUTH_SECRET = await sessionSecret(readEnvironment());
    await database();
  } catch (error) {
    console.error(error instanceof StartupError ? `error: ${error.message}` : error);
    process.exit(1);
  }
}
