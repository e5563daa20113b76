import { describe, expect, it } from 'vitest';
import { initialsOf, withoutParticle } from './hangul';
import { excerptOf, markedParts } from './marked';
import { buildIndex, loadIndex, type SearchDocument, search } from './search-index';
import { wantedWords, wordsOf } from './words';

const document = (id: string, part: Partial<SearchDocument>): SearchDocument => ({
  id,
  kind: 'section',
  title: '',
  context: '',
  alias: '',
  text: '',
  href: `/${id}`,
  ...part,
});

const korean = buildIndex([
  document('consensus', { kind: 'topic', title: '합의 알고리즘', alias: 'Consensus', text: '리더를 정합니다.' }),
  document('leader', { title: '밀려난 줄 모르는 리더', context: '합의 알고리즘', text: '임기가 바뀌면 물러납니다.' }),
  document('streams', {
    title: '스트림은 로그다',
    context: 'Redis Streams',
    text: '컨슈머가 XREADGROUP으로 읽습니다.',
  }),
  document('prefetch', { title: '공정한 분배', context: 'RabbitMQ', text: '프리페치가 1이면 큐에 남습니다.' }),
  document('re-election', { title: '재선출', text: '다시 뽑습니다.' }),
]);
const english = buildIndex([
  document('consensus', { kind: 'topic', title: 'Consensus', alias: '합의 알고리즘', text: 'Who leads?' }),
  document('prefetch', { title: 'Fair dispatch', text: 'With basic.qos a prefetch_count of 1 is kept.' }),
]);

const ids = (query: string, index = korean) => search(index, query).found.map(({ id }) => id);

describe('words', () => {
  it('are told apart where Hangul meets Latin, and where punctuation stands', () => {
    expect(wordsOf('Redis의 basic.qos, XREADGROUP으로')).toEqual(['redis', '의', 'basic', 'qos', 'xreadgroup', '으로']);
  });

  it.each([
    ['컨슈머가', '컨슈머'],
    ['컨슈머를', '컨슈머'],
    ['큐가', '큐'],
    ['락을', '락'],
    ['리더에서', '리더'],
    ['서버로부터', '서버로'],
    ['합의', null],
    ['평가', null],
    ['컨슈머', null],
  ])('%s without its particle is %s', (word, stem) => {
    expect(withoutParticle(word)).toBe(stem);
  });

  it('of a query leave out a particle that hangs on a Latin word', () => {
    expect(wantedWords('Redis의 스트림')).toEqual([
      { type: 'spelled', spellings: ['redis'] },
      { type: 'spelled', spellings: ['스트림'] },
    ]);
  });

  it('have their initial consonants, place by place', () => {
    expect(initialsOf('합의 Raft')).toBe('ㅎㅇ Raft');
  });
});

describe('search', () => {
  it('finds a word with and without its particle, either way', () => {
    expect(ids('컨슈머')).toEqual(['streams']);
    expect(ids('컨슈머가')).toEqual(['streams']);
    expect(ids('컨슈머를')).toEqual(['streams']);
    expect(ids('큐는')).toEqual(['prefetch']);
  });

  it('finds by initial consonants', () => {
    expect(ids('ㅎㅇ')).toEqual(['consensus', 'leader']);
    expect(ids('ㄹㄷ')).toEqual(['leader']);
    expect(ids('ㅎㅇ ㄹㄷ')).toEqual(['leader']);
  });

  it('finds while a syllable is still being typed', () => {
    for (const typed of ['컨', '컨슈', '컨슈ㅁ', '컨슈머']) expect(ids(typed)).toContain('streams');
    expect(ids('하')).toContain('consensus');
  });

  it('finds the later part of a compound in a title', () => {
    expect(ids('선출')).toEqual(['re-election']);
  });

  it('finds Hangul that was typed with the keyboard set to Latin', () => {
    expect(ids('gkqdml')).toEqual(['consensus', 'leader']);
  });

  it('finds by the title in the other language, and puts the topic first', () => {
    expect(ids('consensus')).toEqual(['consensus']);
    expect(ids('합의', english)).toEqual(['consensus']);
  });

  it('forgives a slip in a Latin word and takes every word of the query', () => {
    expect(ids('consenus', english)).toEqual(['consensus']);
    expect(ids('prefetch qos', english)).toEqual(['prefetch']);
    expect(ids('prefetch streams', english)).toEqual([]);
  });

  it('finds nothing for nothing', () => {
    expect(ids('')).toEqual([]);
    expect(ids(' ·/ ')).toEqual([]);
  });

  it('finds the same in an index that went over the wire', () => {
    const sent = loadIndex(JSON.parse(JSON.stringify(korean)));
    expect(ids('ㅎㅇ', sent)).toEqual(ids('ㅎㅇ'));
  });
});

describe('what is marked', () => {
  const marked = (text: string, query: string) =>
    markedParts(text, wantedWords(query))
      .map((part) => (part.isMatch ? `[${part.text}]` : part.text))
      .join('');

  it.each([
    ['컨슈머가 읽습니다', '컨슈머를', '[컨슈머]가 읽습니다'],
    ['컨슈머가 읽습니다', '컨슈ㅁ', '[컨슈]머가 읽습니다'],
    ['합의 알고리즘', 'ㅎㅇ', '[합의] 알고리즘'],
    ['이 상황에 합의', 'ㅎㅇ', '이 상황에 [합의]'],
    ['Raft and a craft', 'raft', '[Raft] and a craft'],
    ['a leader, the leader', 'the lead', 'a [lead]er, [the] [lead]er'],
    ['nothing here', 'raft', 'nothing here'],
  ])('in "%s" for "%s" is %s', (text, query, expected) => {
    expect(marked(text, query)).toBe(expected);
  });

  it('is in the excerpt of a long text, with whole words around it', () => {
    const text = `${'before '.repeat(60)}the quorum decides ${'after '.repeat(60)}`;
    const excerpt = excerptOf(text, wantedWords('quorum'));
    expect(excerpt).toContain('the quorum decides');
    expect(excerpt.length).toBeLessThan(170);
    expect(excerpt).toMatch(/^… before .* after …$/);
  });
});
