import { describe, expect, it } from 'vitest';
import { mergeTexts, pickTexts } from './pick-texts';

const texts = {
  site: { name: 'Interleave', nav: { labs: 'Labs' } },
  labs: { raft: { name: 'Raft', node: { up: 'up' } } },
};

describe('texts of a page', () => {
  it('are the namespaces that were asked for, each in its place', () => {
    expect(pickTexts(texts, ['labs.raft.node', 'site.nav'])).toEqual({
      labs: { raft: { node: { up: 'up' } } },
      site: { nav: { labs: 'Labs' } },
    });
    expect(pickTexts(texts, [])).toEqual({});
  });

  it('may be asked for as a whole and in part', () => {
    expect(pickTexts(texts, ['site', 'site.nav'])).toEqual({ site: texts.site });
    expect(pickTexts(texts, ['site.nav', 'site'])).toEqual({ site: texts.site });
  });

  it('cannot be asked for in a namespace that does not exist', () => {
    expect(() => pickTexts(texts, ['site', 'no-such'])).toThrow('no-such');
    expect(() => pickTexts(texts, ['labs.raft.no-such'])).toThrow('labs.raft.no-such');
  });

  it('are added to those that are there, and change neither', () => {
    const present = { labs: { raft: { name: 'Raft' } }, site: { name: 'Interleave' } };
    expect(mergeTexts(present, { labs: { amqp: { name: 'AMQP' } } })).toEqual({
      labs: { raft: { name: 'Raft' }, amqp: { name: 'AMQP' } },
      site: { name: 'Interleave' },
    });
    expect(present.labs).toEqual({ raft: { name: 'Raft' } });
  });

  it('stay whole where a build has parsed them into parts', () => {
    const parsed = { site: { greeting: ['Hello ', ['name']] } };
    expect(pickTexts(parsed, ['site.greeting', 'site'])).toEqual(parsed);
  });
});
