import { describe, expect, it } from 'vitest';
import { errorFields, pseudonym } from './log';
import { testDatabase } from './testing/database';

const db = await testDatabase();

describe('a line of the log', () => {
  it('has an error’s kind and place', () => {
    const { name, message, stack } = errorFields(new RangeError('out of range'));
    expect([name, message]).toEqual(['RangeError', 'out of range']);
    expect(stack).toMatch(/^ {4}at .*log\.test\.ts/);
  });

  it('has nothing that somebody typed where a database’s error quotes it', async () => {
    const typed = { name: 'Very Private', email: 'private@example.test', passwordHash: 'x' };
    await db.user.create({ data: typed });
    const taken = await db.user.create({ data: typed }).catch((error: unknown) => error);
    const mistaken = JSON.parse('{"email":"private@example.test","no":1}');
    const wrong = await db.user.findFirst({ where: mistaken }).catch((error: unknown) => error);
    const raw = await db.$queryRawUnsafe("SELECT 'private@example.test'::int").catch((error: unknown) => error);
    for (const error of [taken, wrong, raw]) {
      expect(error).toBeInstanceOf(Error);
      const line = JSON.stringify(errorFields(error));
      expect(line).not.toMatch(/private/i);
      expect(line).toMatch(/Prisma/);
    }
  });

  it('tells accounts apart without telling which they are', () => {
    expect(pseudonym('a@example.test')).toBe(pseudonym('a@example.test'));
    expect(pseudonym('a@example.test')).not.toBe(pseudonym('b@example.test'));
    expect(pseudonym('a@example.test')).not.toContain('a@');
  });

  it('says of what is no error only what it is', () => {
    expect(errorFields('private')).toEqual({ error: 'string' });
  });
});
