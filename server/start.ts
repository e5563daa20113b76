import 'server-only';
import { database } from './database';
import { readEnvironment, sessionSecret } from './environment';
import { routeConsole } from './log';
import { mailSettings } from './mail';
import { openIdSettings } from './openid';
import { seedSecret } from './seed-secret';
import { StartupError } from './startup-error';

/** Makes the app ready to serve, or ends the process with one line that says what to do. */
export async function start(): Promise<void> {
  try {
    if (process.env.NODE_ENV === 'production') routeConsole();
    mailSettings();
    openIdSettings();
    process.env.NEXTAUTH_SECRET = await sessionSecret(readEnvironment());
    process.env.SEED_SECRET = await seedSecret(await database());
  } catch (error) {
    const said =
      error instanceof StartupError ? `error: ${error.message}` : error instanceof Error ? error.stack : error;
    process.stderr.write(`${said}\n`);
    process.exit(1);
  }
}
