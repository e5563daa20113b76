import { describe, expect, it } from 'vitest';
import { Outbox, type OutboxStorage } from './outbox';

class Storage implements OutboxStorage {
  private readonly items = new Map<string, string>();
  getItem = (key: string) => this.items.get(key) ?? null;
  setItem = (key: string, value: string) => void this.items.set(key, value);
}

const answer = (id: string) => ({ id, kind: 'answer', body: { id } });
const ids = (outbox: Outbox) => outbox.entries().map((entry) => entry.id);

describe('the outbox', () => {
  it('keeps a write until the server has confirmed it', async () => {
    const storage = new Storage();
    const kept: string[][] = [];
    const outbox: Outbox = new Outbox(storage, 'a', {
      answer: async () => {
        kept.push(ids(outbox));
        return { ok: true };
      },
    });
    expect(await outbox.send(answer('1'))).toEqual({ status: 'saved', result: { ok: true } });
    expect(kept).toEqual([['1']]);
    expect(ids(outbox)).toEqual([]);
  });

  it('sends later, in order, what could not be sent, also from a page opened anew', async () => {
    const storage = new Storage();
    const offline = new Outbox(storage, 'a', {
      answer: async () => {
        throw new TypeError('Failed to fetch');
      },
    });
    expect(await offline.send(answer('1'))).toEqual({ status: 'waiting' });
    expect(await offline.send(answer('2'))).toEqual({ status: 'waiting' });

    const sent: unknown[] = [];
    const online = new Outbox(storage, 'a', {
      answer: async (body) => {
        sent.push(body);
        return { ok: true };
      },
    });
    await online.flush();
    expect(sent).toEqual([{ id: '1' }, { id: '2' }]);
    expect(ids(online)).toEqual([]);
  });

  it('tells its listeners when another tab has sent what waited', async () => {
    const storage = new Storage();
    const here = new Outbox(storage, 'a', { answer: () => Promise.reject(new TypeError('Failed to fetch')) });
    await here.send(answer('1'));
    const heard: number[] = [];
    here.subscribe(() => heard.push(here.entries().length));
    await new Outbox(storage, 'a', { answer: async () => ({ ok: true }) }).flush();
    here.noteOtherTab();
    expect(heard).toEqual([0]);
  });

  it('tells of every write that was answered for good, also when it had to wait', async () => {
    let isOnline = false;
    const outbox = new Outbox(new Storage(), 'a', {
      answer: async (body) => {
        if (!isOnline) throw new TypeError('Failed to fetch');
        return JSON.stringify(body).includes('2') ? { ok: false, reason: 'invalid' } : { ok: true };
      },
    });
    const told: unknown[] = [];
    const stop = outbox.onDelivery(({ id }, { status }) => told.push([id, status]));
    await outbox.send(answer('1'));
    await outbox.send(answer('2'));
    expect(told).toEqual([]);
    isOnline = true;
    await outbox.flush();
    expect(told).toEqual([
      ['1', 'saved'],
      ['2', 'refused'],
    ]);
    stop();
    await outbox.send(answer('3'));
    expect(told).toHaveLength(2);
  });

  it('waits for its owner when the session has ended', async () => {
    const outbox = new Outbox(new Storage(), 'a', { answer: async () => ({ ok: false, reason: 'signed-out' }) });
    expect(await outbox.send(answer('1'))).toEqual({ status: 'waiting' });
    expect(ids(outbox)).toEqual(['1']);
  });

  it('counts a write as waiting only once sending it has failed', async () => {
    const counts: number[] = [];
    const outbox: Outbox = new Outbox(new Storage(), 'a', {
      answer: async () => {
        counts.push(outbox.waitingCount);
        throw new TypeError('Failed to fetch');
      },
    });
    await outbox.send(answer('1'));
    expect([...counts, outbox.waitingCount]).toEqual([0, 1]);
  });

  it('drops what the server refuses for good', async () => {
    const outbox = new Outbox(new Storage(), 'a', { answer: async () => ({ ok: false, reason: 'invalid' }) });
    expect(await outbox.send(answer('1'))).toEqual({ status: 'refused', reason: 'invalid' });
    expect(ids(outbox)).toEqual([]);
  });

  it('does not take silence for a confirmation', async () => {
    const outbox = new Outbox(new Storage(), 'a', { answer: async () => undefined });
    expect(await outbox.send(answer('1'))).toEqual({ status: 'waiting' });
  });

  it('keeps the accounts of one browser apart', async () => {
    const storage = new Storage();
    await new Outbox(storage, 'a', {}).send(answer('1'));
    expect(ids(new Outbox(storage, 'b', {}))).toEqual([]);
    expect(ids(new Outbox(storage, 'a', {}))).toEqual(['1']);
  });

  it('survives a storage that holds rubbish or refuses to hold more', async () => {
    const broken: OutboxStorage = {
      getItem: () => '{not json',
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    };
    const outbox = new Outbox(broken, 'a', { answer: async () => ({ ok: true }) });
    expect(await outbox.send(answer('1'))).toMatchObject({ status: 'saved' });
    expect(ids(outbox)).toEqual([]);
  });
});
