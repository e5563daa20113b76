import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { later } from './later';
import { Outbox, type OutboxStorage, type OutboxSurroundings, type Reply, type Sender } from './outbox';

class Storage implements OutboxStorage {
  private readonly items = new Map<string, string>();
  get length() {
    return this.items.size;
  }
  key = (index: number) => [...this.items.keys()][index] ?? null;
  getItem = (key: string) => this.items.get(key) ?? null;
  setItem = (key: string, value: string) => void this.items.set(key, value);
  removeItem = (key: string) => void this.items.delete(key);
}

/** A clock that stands until it is moved, no chance, and locks that all tabs with these surroundings share. */
function standIns() {
  const clock = { ms: 1_000_000 };
  const held = new Set<string>();
  const surroundings: OutboxSurroundings = {
    nowMs: () => clock.ms,
    random: () => 0,
    exclusive: async (name, work) => {
      if (held.has(name)) return null;
      held.add(name);
      try {
        return await work();
      } finally {
        held.delete(name);
      }
    },
  };
  return { clock, surroundings };
}

const open = (storage: OutboxStorage, key: string, senders: Record<string, Sender>) =>
  new Outbox(storage, key, senders, standIns().surroundings);

const answer = (id: string) => ({ id, kind: 'answer', body: { id } });
const ids = (outbox: Outbox) => outbox.entries().map((entry) => entry.id);

describe('the outbox', () => {
  it('keeps a write until the server has confirmed it', async () => {
    const storage = new Storage();
    const kept: string[][] = [];
    const outbox: Outbox = open(storage, 'a', {
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
    const offline = open(storage, 'a', {
      answer: async () => {
        throw new TypeError('Failed to fetch');
      },
    });
    expect(await offline.send(answer('1'))).toEqual({ status: 'waiting' });
    expect(await offline.send(answer('2'))).toEqual({ status: 'waiting' });

    const sent: unknown[] = [];
    const online = open(storage, 'a', {
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
    const here = open(storage, 'a', { answer: () => Promise.reject(new TypeError('Failed to fetch')) });
    await here.send(answer('1'));
    const heard: number[] = [];
    here.subscribe(() => heard.push(here.entries().length));
    await open(storage, 'a', { answer: async () => ({ ok: true }) }).flush();
    here.noteOtherTab();
    expect(heard).toEqual([0]);
  });

  it('tells of every write that was answered for good, also when it had to wait', async () => {
    let isOnline = false;
    const outbox = open(new Storage(), 'a', {
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
    outbox.forgetFailures();
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
    const outbox = open(new Storage(), 'a', { answer: async () => ({ ok: false, reason: 'signed-out' }) });
    expect(await outbox.send(answer('1'))).toEqual({ status: 'waiting' });
    expect(ids(outbox)).toEqual(['1']);
  });

  it('counts a write as waiting only once sending it has failed', async () => {
    const counts: number[] = [];
    const outbox: Outbox = open(new Storage(), 'a', {
      answer: async () => {
        counts.push(outbox.waitingCount);
        throw new TypeError('Failed to fetch');
      },
    });
    await outbox.send(answer('1'));
    expect([...counts, outbox.waitingCount]).toEqual([0, 1]);
  });

  it('drops what the server refuses for good', async () => {
    const outbox = open(new Storage(), 'a', { answer: async () => ({ ok: false, reason: 'invalid' }) });
    expect(await outbox.send(answer('1'))).toEqual({ status: 'refused', reason: 'invalid' });
    expect(ids(outbox)).toEqual([]);
  });

  it('does not take silence for a confirmation', async () => {
    const outbox = open(new Storage(), 'a', { answer: async () => undefined });
    expect(await outbox.send(answer('1'))).toEqual({ status: 'waiting' });
  });

  it('keeps the accounts of one browser apart', async () => {
    const storage = new Storage();
    await open(storage, 'a', {}).send(answer('1'));
    expect(ids(open(storage, 'b', {}))).toEqual([]);
    expect(ids(open(storage, 'a', {}))).toEqual(['1']);
  });

  it('survives a storage that holds rubbish or refuses to hold more', async () => {
    const broken: OutboxStorage = {
      length: 1,
      key: () => 'a.1',
      getItem: () => '{not json',
      removeItem: () => undefined,
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    };
    const outbox = open(broken, 'a', { answer: async () => ({ ok: true }) });
    expect(await outbox.send(answer('1'))).toMatchObject({ status: 'saved' });
    expect(ids(outbox)).toEqual([]);
  });

  it('takes over what an earlier version kept in one list, in its order', async () => {
    const storage = new Storage();
    storage.setItem('a', JSON.stringify([answer('2'), answer('1'), 'rubbish']));
    expect(ids(open(storage, 'a', {}))).toEqual(['2', '1']);
    expect(ids(open(storage, 'a', {}))).toEqual(['2', '1']);
  });

  it('tries again after a failure, each time later, and at once when the network is back', async () => {
    const { clock, surroundings } = standIns();
    let tries = 0;
    const failing = async () => {
      tries += 1;
      throw new TypeError('Failed to fetch');
    };
    const outbox = new Outbox(new Storage(), 'a', { answer: failing }, surroundings);
    await outbox.send(answer('1'));
    const waits: number[] = [];
    for (let round = 0; round < 7; round += 1) {
      const nextMs = outbox.nextTryMs() ?? 0;
      waits.push(nextMs - clock.ms);
      clock.ms = nextMs - 1;
      await outbox.flush();
      clock.ms = nextMs;
      await outbox.flush();
    }
    expect(waits).toEqual([2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
    expect(tries).toBe(8);
    outbox.forgetFailures();
    await outbox.flush();
    expect(tries).toBe(9);
  });

  it('waits as long as the server asks for, even when the network comes back before', async () => {
    const { clock, surroundings } = standIns();
    const replies: Reply[] = [later(30_000), { ok: true }];
    const outbox = new Outbox(new Storage(), 'a', { answer: async () => replies.shift() }, surroundings);
    expect(await outbox.send(answer('1'))).toEqual({ status: 'waiting' });
    clock.ms += 29_999;
    outbox.forgetFailures();
    await outbox.flush();
    expect(ids(outbox)).toEqual(['1']);
    clock.ms += 1;
    await outbox.flush();
    expect(ids(outbox)).toEqual([]);
  });

  it('sends the others while one write fails again and again', async () => {
    const outbox = open(new Storage(), 'a', {
      answer: async (body) => {
        if (JSON.stringify(body).includes('1')) throw new Error('500');
        return { ok: true };
      },
    });
    await outbox.send(answer('1'));
    expect(await outbox.send(answer('2'))).toMatchObject({ status: 'saved' });
    expect(ids(outbox)).toEqual(['1']);
  });

  it('keeps a newer write under an id whose older write is confirmed meanwhile', async () => {
    let confirm: (reply: Reply) => void = () => undefined;
    const outbox = open(new Storage(), 'a', { position: () => new Promise((resolve) => (confirm = resolve)) });
    const first = outbox.send({ id: 'position', kind: 'position', body: 1 });
    const second = outbox.send({ id: 'position', kind: 'position', body: 2 });
    confirm({ ok: true });
    expect(await first).toMatchObject({ status: 'saved' });
    expect(await second).toEqual({ status: 'waiting' });
    expect(outbox.entries()).toEqual([{ id: 'position', kind: 'position', body: 2 }]);
  });

  it('loses nothing and sends nothing twice after its confirmation, whatever comes of each try, in two tabs', async () => {
    const outcome = fc.constantFrom('saved', 'network', 'later', 'signed-out', 'refused', 'silence');
    const step = fc.oneof(
      fc.record({ do: fc.constant('write' as const), tab: fc.nat(1) }),
      fc.record({ do: fc.constant('flush' as const), tab: fc.nat(1) }),
      fc.record({ do: fc.constant('reload' as const), tab: fc.nat(1) }),
      fc.record({ do: fc.constant('answer' as const), which: fc.nat(5), outcome }),
      fc.record({ do: fc.constant('time' as const), ms: fc.nat(70_000) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const { clock, surroundings } = standIns();
        const storage = new Storage();
        const settled = new Set<string>();
        const sentAfterwards: string[] = [];
        const pending: { id: string; settle: (outcome: string) => void }[] = [];
        const sender: Sender = (body) => {
          const { id } = body as { id: string };
          if (settled.has(id)) sentAfterwards.push(id);
          return new Promise((resolve, reject) => {
            pending.push({
              id,
              settle: (kind) => {
                if (kind === 'saved' || kind === 'refused') settled.add(id);
                if (kind === 'saved') resolve({ ok: true });
                else if (kind === 'refused') resolve({ ok: false, reason: 'invalid' });
                else if (kind === 'later') resolve(later(5_000));
                else if (kind === 'signed-out') resolve({ ok: false, reason: 'signed-out' });
                else if (kind === 'silence') resolve(undefined);
                else reject(new TypeError('Failed to fetch'));
              },
            });
          });
        };
        const tab = () => new Outbox(storage, 'a', { answer: sender }, surroundings);
        const tabs = [tab(), tab()];
        const written: string[] = [];
        const settle = async (which: number, outcomeOfIt: string) => {
          pending.splice(which % Math.max(1, pending.length), 1)[0]?.settle(outcomeOfIt);
          for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
        };
        for (const each of steps) {
          if (each.do === 'time') clock.ms += each.ms;
          else if (each.do === 'answer') await settle(each.which, each.outcome);
          else if (each.do === 'reload') tabs[each.tab] = tab();
          else if (each.do === 'flush') void tabs[each.tab]?.flush();
          else {
            const id = `w${written.length}`;
            written.push(id);
            void tabs[each.tab]?.send(answer(id));
          }
          for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
          // What is not settled is still in the browser.
          expect(new Set(ids(tab()))).toEqual(new Set(written.filter((id) => !settled.has(id))));
        }
        // Everything arrives once the server answers.
        for (let round = 0; ids(tab()).length > 0; round += 1) {
          expect(round).toBeLessThan(200);
          clock.ms += 10 * 60_000 * 2;
          void tabs[0]?.flush();
          for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
          while (pending.length > 0) await settle(0, 'saved');
        }
        for (const id of written) expect(settled.has(id)).toBe(true);
        expect(sentAfterwards).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
