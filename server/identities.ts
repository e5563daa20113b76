import { type Account, accountName, emailAddress } from './accounts';
import { type Db, Prisma } from './db/open';

/** Somebody as a provider knows them. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
}

/** How long after asking for it a sign-in at the provider is linked. */
const LINK_MS = 15 * 60_000;

/** The account that is linked to an identity; null where none is. */
export async function accountByIdentity(db: Db, { issuer, subject }: Identity): Promise<Account | null> {
  const found = await db.identity.findUnique({
    where: { issuer_subject: { issuer, subject } },
    select: { user: { select: { id: true, email: true, name: true } } },
  });
  return found?.user ?? null;
}

/** What came of a sign-in at a provider: in, linked to the account that is signed in, or why neither. */
export type IdentityOutcome = 'in' | 'linked' | 'identity-taken' | 'email-taken' | 'no-email';

/**
 * Lets somebody in whom a provider has sent: into the account that is linked, or into a new one. An account is linked only from within,
 * in a session that has just asked for it; an equal e-mail address links nothing, for a provider may give it to anybody.
 *
 * @param profile the provider's claims
 * @param sessionId of the browser, where it is signed in
 */
export async function enterByIdentity(
  db: Db,
  identity: Identity,
  profile: Readonly<Record<string, unknown>>,
  { sessionId, nowMs }: { readonly sessionId: string; readonly nowMs: number },
): Promise<IdentityOutcome> {
  const asking = await takeLinkRequest(db, sessionId, nowMs);
  const known = await accountByIdentity(db, identity);
  if (asking !== null) {
    if (known !== null) return known.id === asking ? 'linked' : 'identity-taken';
    return (await created(() => db.identity.create({ data: { ...identity, userId: asking } })))
      ? 'linked'
      : 'identity-taken';
  }
  if (known !== null) return 'in';
  const email = emailAddress.safeParse(profile.email);
  if (!email.success) return 'no-email';
  const isNew = await created(() =>
    db.user.create({
      data: {
        email: email.data,
        name: nameOf(profile, email.data),
        passwordHash: '',
        emailVerifiedAt: profile.email_verified === true ? new Date(nowMs) : null,
        identities: { create: { ...identity } },
      },
    }),
  );
  return isNew ? 'in' : 'email-taken';
}

/** False where there is such a row already. */
async function created(create: () => Promise<unknown>): Promise<boolean> {
  try {
    await create();
    return true;
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') return false;
    throw error;
  }
}

function nameOf({ name, preferred_username }: Readonly<Record<string, unknown>>, email: string): string {
  const candidates = [name, preferred_username, email.split('@')[0]].map((each) => String(each ?? '').slice(0, 60));
  return candidates.map((each) => accountName.safeParse(each)).find(({ success }) => success)?.data ?? 'Learner';
}

/** Has the next sign-in at the provider, in this browser and within a quarter of an hour, linked to the account. */
export async function askForLink(db: Db, userId: string, sessionId: string, nowMs: number): Promise<void> {
  await db.session.updateMany({
    where: { id: sessionId, userId },
    data: { linkUntil: new Date(nowMs + LINK_MS) },
  });
}

/** The account whose session has asked for a link, once; null where it has not. */
async function takeLinkRequest(db: Db, sessionId: string, nowMs: number): Promise<string | null> {
  if (sessionId === '') return null;
  const now = new Date(nowMs);
  const where = { id: sessionId, expiresAt: { gt: now }, linkUntil: { gt: now } };
  const found = await db.session.findFirst({ where, select: { userId: true } });
  if (found === null) return null;
  const { count } = await db.session.updateMany({ where, data: { linkUntil: null } });
  return count === 1 ? found.userId : null;
}

/** When the account was linked to its identity at a provider; null where it is not. */
export async function linkedSince(db: Db, userId: string, issuer: string): Promise<Date | null> {
  const found = await db.identity.findUnique({
    where: { userId_issuer: { userId, issuer } },
    select: { createdAt: true },
  });
  return found?.createdAt ?? null;
}

/** Takes the link away again. */
export async function unlink(db: Db, userId: string, issuer: string): Promise<void> {
  await db.identity.deleteMany({ where: { userId, issuer } });
}
