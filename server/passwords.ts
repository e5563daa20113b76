import { hash, verify } from '@node-rs/argon2';
import { WorkQueue } from './work-queue';

export const PASSWORD_MIN = 10;
/** Keeps a megabyte of password from becoming a megabyte of hashing. */
export const PASSWORD_MAX = 200;

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. The library's default algorithm is argon2id. */
const argon2Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Two at a time, so that a rush of sign-ins leaves cores and memory to everyone else. */
const hashing = new WorkQueue({ runningMax: 2, waitingMax: 100, retryMs: 5_000 });

/**
 * argon2id, in PHC string format.
 *
 * @throws QueueFullError when too many wait already
 */
export function hashPassword(password: string): Promise<string> {
  return hashing.run(() => hash(password, argon2Options));
}

/**
 * Whether the password belongs to the hash. Takes as long where there is no hash to compare with.
 *
 * @throws QueueFullError when too many wait already
 */
export async function passwordMatches(passwordHash: string | null, password: string): Promise<boolean> {
  const decoyHash = await decoy();
  const isLong = password.length > PASSWORD_MAX;
  const matches = await hashing.run(() => verify(passwordHash || decoyHash, isLong ? '' : password));
  return matches && !isLong && Boolean(passwordHash);
}

let decoyHash: Promise<string> | undefined;
function decoy(): Promise<string> {
  // Not through the queue: it is made once, and must not be refused.
  decoyHash ??= hash('no account has this password', argon2Options);
  return decoyHash;
}

/** Why a password is refused. `pattern`: it repeats itself or runs in sequence. `personal`: it is the owner's name or address. */
export type PasswordProblem = 'length' | 'common' | 'pattern' | 'personal';

/** What is wrong with a new password; null when nothing is. Which kinds of characters it has does not matter. */
export async function passwordProblem(
  password: string,
  owner: { readonly name: string; readonly email: string },
): Promise<PasswordProblem | null> {
  if ([...password].length < PASSWORD_MIN || password.length > PASSWORD_MAX) return 'length';
  const unit = smallestUnit(password.toLowerCase());
  if (unit.length < PASSWORD_MIN || isSequence(unit)) return 'pattern';
  if (isPersonal(unit, owner)) return 'personal';
  const known = await commonPasswords();
  // "password2026!" is no less known than "password".
  const core = unit.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  return known.has(unit) || (core.length >= 4 && known.has(core)) ? 'common' : null;
}

/** What the text is repetitions of: "abc" for "abcabcabc", the text itself where it does not repeat. */
function smallestUnit(text: string): string {
  // A text is made of repetitions exactly when it is found within itself twice over, at the length of the unit.
  const length = (text + text).indexOf(text, 1);
  return text.slice(0, length);
}

/** Whether most characters follow their neighbour, or are the same, or there are hardly any different ones. */
function isSequence(text: string): boolean {
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
  if (new Set(codes).size < 5) return true;
  const steps = codes.slice(1).filter((code, index) => Math.abs(code - (codes[index] ?? 0)) <= 1);
  return steps.length >= 0.8 * (codes.length - 1);
}

/** How many characters a password must have beside the owner's name or address. */
const OWN_MIN = 6;

/** Whether hardly anything is left of the text when the owner's name, address or this site's name is taken out. */
function isPersonal(text: string, { name, email }: { readonly name: string; readonly email: string }): boolean {
  const bare = (each: string) => each.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const [local = '', domain = ''] = email.split('@');
  const words = [email, local, domain, name, ...name.split(/\s+/), ...local.split(/[._+-]/), 'interleave'];
  const long = words.map(bare).filter((word) => [...word].length >= 3);
  const rest = long.sort((a, b) => b.length - a.length).reduce((left, word) => left.replaceAll(word, ''), bare(text));
  return rest.length < bare(text).length && rest.length < OWN_MIN;
}

let common: Promise<ReadonlySet<string>> | undefined;
/** 49,000 passwords that are known to be used, in lower case. Loaded with the first sign-up. */
function commonPasswords(): Promise<ReadonlySet<string>> {
  common ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set<string>(dictionary['passwords-common'] as readonly string[]),
  );
  return common;
}
