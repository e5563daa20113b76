import { deleteAccount, deletionPlan } from './account-deletion';
import { exportAccount } from './account-export';
import { makeToken, TOKEN_MINUTES } from './account-tokens';
import type { Db } from './db/open';
import { StartupError } from './startup-error';

export const ADMIN_USAGE = `usage: npm run admin -- promote EMAIL         lets an account read what everybody reports
       npm run admin -- reset EMAIL           prints a link for a new password: it works once, for ${TOKEN_MINUTES} minutes
       npm run admin -- export EMAIL FILE     writes everything that is kept about an account into a new file, as JSON
       npm run admin -- delete EMAIL [--yes]  says what becomes of what; with --yes deletes the account
       npm run admin -- stats                 counts accounts and what they do
       npm run admin -- reports               lists reported mistakes, the newest first`;

/** What a command takes from its surroundings; tests have their own. */
export interface AdminSurroundings {
  readonly nowMs: number;
  /** Where people open the site. */
  readonly origin: string;
  /** Writes a new file for its owner's eyes; fails where there is one. */
  readonly writeFile: (file: string, text: string) => Promise<void>;
}

type Command = (db: Db, args: readonly string[], around: AdminSurroundings) => Promise<readonly string[]>;

const COMMANDS: Readonly<Record<string, Command>> = {
  promote,
  reset,
  export: exportTo,
  delete: remove,
  stats,
  reports,
};

/**
 * Does what an administrator asks for at the command line.
 *
 * @returns lines to be printed
 * @throws StartupError with what to do instead
 */
export async function runAdminCommand(
  db: Db,
  [name = '', ...args]: readonly string[],
  around: AdminSurroundings,
): Promise<readonly string[]> {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) throw new StartupError(ADMIN_USAGE);
  return command(db, args, around);
}

async function accountOf(db: Db, email: string | undefined): Promise<{ readonly id: string; readonly name: string }> {
  if (email === undefined) throw new StartupError(ADMIN_USAGE);
  const found = await db.user.findUnique({
    where: { email: email.trim().toLowerCase() },
    select: { id: true, name: true },
  });
  if (found === null) throw new StartupError(`There is no account with the address ${email}.`);
  return found;
}

async function promote(db: Db, [email]: readonly string[]): Promise<readonly string[]> {
  const { id, name } = await accountOf(db, email);
  await db.user.update({ where: { id }, data: { isAdministrator: true } });
  return [`${name} is an administrator now.`];
}

async function reset(db: Db, [email]: readonly string[], { nowMs, origin }: AdminSurroundings) {
  const { id, name } = await accountOf(db, email);
  const token = await makeToken(db, id, 'reset', nowMs);
  return [
    `Hand this link to ${name} and to nobody else. It works once, for ${TOKEN_MINUTES} minutes:`,
    `${origin}/reset-password#${token}`,
  ];
}

async function exportTo(db: Db, [email, file]: readonly string[], { nowMs, writeFile }: AdminSurroundings) {
  if (file === undefined) throw new StartupError(ADMIN_USAGE);
  const { id, name } = await accountOf(db, email);
  await writeFile(file, `${JSON.stringify(await exportAccount(db, id, nowMs), null, 2)}\n`);
  return [`Everything that is kept about ${name} is in ${file}.`];
}

async function remove(db: Db, [email, yes]: readonly string[], { nowMs }: AdminSurroundings) {
  const { id, name } = await accountOf(db, email);
  const { answers, labRuns, taken, owned } = await deletionPlan(db, id);
  const plan = [
    `Gone for good: ${name}'s account with ${answers} answers, ${labRuns} kept lab runs, places in ${taken} classes, reviews and reports.`,
    ...owned.map(({ name, heir }) => `Class "${name}": ${heir === null ? 'archived' : `handed over to ${heir}`}.`),
  ];
  if (yes !== '--yes') return [...plan, 'Nothing was deleted: repeat the command with --yes.'];
  await deleteAccount(db, id, nowMs);
  return [...plan, 'Deleted. Backups that were made before still hold it.'];
}

const WEEK_MS = 7 * 24 * 60 * 60_000;

async function stats(db: Db, _args: readonly string[], { nowMs }: AdminSurroundings): Promise<readonly string[]> {
  const since = new Date(nowMs - WEEK_MS);
  const counts: readonly (readonly [what: string, count: Promise<number>])[] = [
    ['accounts', db.user.count({ where: { sampleClassId: null } })],
    ['accounts opened in 7 days', db.user.count({ where: { createdAt: { gte: since }, sampleClassId: null } })],
    ['accounts with a confirmed address', db.user.count({ where: { emailVerifiedAt: { not: null } } })],
    ['signed-in browsers', db.session.count({ where: { expiresAt: { gt: new Date(nowMs) } } })],
    ['learners who answered in 7 days', learnersSince(db, since)],
    ['answers', db.answer.count()],
    ['answers in 7 days', db.answer.count({ where: { answeredAt: { gte: since } } })],
    ['kept lab runs', db.labRun.count()],
    ['solved challenges', db.solvedChallenge.count()],
    ['classes', db.class.count({ where: { isSample: false } })],
    ['reported mistakes', db.mistakeReport.count()],
  ];
  const lines: string[] = [];
  for (const [what, count] of counts) lines.push(`${String(await count).padStart(9)}  ${what}`);
  return lines;
}

async function learnersSince(db: Db, since: Date): Promise<number> {
  const [row] = await db.$queryRaw<{ count: bigint }[]>`
    SELECT count(DISTINCT attempt.user_id) AS count
    FROM answers JOIN quiz_attempts AS attempt ON attempt.id = answers.attempt_id
    WHERE answers.answered_at >= ${since}`;
  return Number(row?.count ?? 0);
}

/** How many reports are listed. */
const REPORTS_MAX = 200;

async function reports(db: Db): Promise<readonly string[]> {
  const rows = await db.mistakeReport.findMany({
    orderBy: { reportedAt: 'desc' },
    take: REPORTS_MAX,
    select: {
      topicId: true,
      kind: true,
      ref: true,
      locale: true,
      text: true,
      reportedAt: true,
      user: { select: { name: true } },
    },
  });
  if (rows.length === 0) return ['Nobody has reported a mistake.'];
  return rows.map(({ topicId, kind, ref, locale, text, reportedAt, user }) => {
    const place = `${reportedAt.toISOString()}  ${topicId}  ${kind} ${ref}  ${locale}  ${user.name}`;
    return text === '' ? place : `${place}\n    ${text.replaceAll('\n', '\n    ')}`;
  });
}
