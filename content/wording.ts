import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** What is not written in a language, and what is written instead. */
interface WordingRule {
  readonly forbidden: RegExp;
  readonly instead: string;
}

/** A Latin word that stands in a Korean sentence: not a part of a name, a key or a path, nor the original beside a Korean term. */
const latin = (words: string): RegExp => new RegExp(`(?<![\\w.{(#/=<\`-])(?:${words})(?![\\w.:="'/>\`-])`, 'iu');

/**
 * Korean: written 합니다체, instructions in -세요, terms of the field as its readers write them. Syllables before and after a term
 * are looked at so that longer words are left alone (커스텀 is no 텀).
 */
const korean: readonly WordingRule[] = [
  { forbidden: /십시오/u, instead: '-세요' },
  { forbidden: /니까\?/u, instead: '-ㄹ까요, -나요, -인가요' },
  { forbidden: /[가-힣](?<!니)다(?=[.!](?:\s|["'<]|$))/u, instead: '합니다체 (-니다)' },
  { forbidden: /소비자|컨수머/u, instead: '컨슈머' },
  { forbidden: /발행자|게시자/u, instead: '퍼블리셔 (Kafka, Redis: 프로듀서)' },
  { forbidden: latin('(?<!active )consumers?'), instead: '컨슈머' },
  { forbidden: latin('publisher'), instead: '퍼블리셔' },
  { forbidden: latin('worker'), instead: '워커' },
  { forbidden: latin('exchange'), instead: '익스체인지' },
  { forbidden: latin('quorum queue'), instead: '쿼럼 큐' },
  { forbidden: latin('classic queue'), instead: '클래식 큐' },
  { forbidden: latin('dead[ -]letter'), instead: '데드 레터' },
  { forbidden: latin('greenlet'), instead: '그린렛' },
  { forbidden: latin('coroutine'), instead: '코루틴' },
  { forbidden: latin('event loop'), instead: '이벤트 루프' },
  { forbidden: /로그 항목/u, instead: '로그 엔트리' },
  { forbidden: /과반(?!수)/u, instead: '과반수' },
  { forbidden: /(?<![가-힣])텀(?![블블러])/u, instead: '임기' },
  { forbidden: /학위 논문/u, instead: '박사 논문' },
  { forbidden: latin('PreVote'), instead: 'Pre-Vote' },
  { forbidden: /대기 목록/u, instead: '펜딩 목록(PEL)' },
  { forbidden: /경과 시간/u, instead: '유휴 시간' },
  { forbidden: /전달 한도/u, instead: '전달 횟수 제한' },
  { forbidden: /(?<![가-힣])랩(?![가-힣]*핑|톱)/u, instead: '실험실' },
  { forbidden: /실습/u, instead: '실험실' },
  { forbidden: /(?<![가-힣])단원/u, instead: '토픽' },
  { forbidden: /회원 가입/u, instead: '회원가입' },
  { forbidden: /일시 정지/u, instead: '일시정지' },
  { forbidden: /잘라(?:내|냈|낸|낼)/u, instead: '잘라 내다' },
  { forbidden: /XACK를/u, instead: 'XACK을' },
];

/** English as an engineer speaks today. */
const english: readonly WordingRule[] = [
  { forbidden: /\bwhoever\b/iu, instead: 'anyone who, the one that' },
  { forbidden: /\bthe word of (?:it|the)\b/iu, instead: 'the message, the news' },
  { forbidden: /\bcom(?:es?|ing) into being\b|\bcame into being\b/iu, instead: 'is created' },
  { forbidden: /\bmend(?:s|ed|ing)?\b/iu, instead: 'fix' },
  { forbidden: /\b(?:gave|gives?|giving) up\b/iu, instead: 'timed out, stopped' },
  { forbidden: /\bthe other way (?:about|round)\b/iu, instead: 'the opposite, reversed' },
  { forbidden: /\blasts? until\b/iu, instead: 'does not return until' },
  { forbidden: /\bnot so\./iu, instead: 'Not quite.' },
  {
    forbidden: /\b(?:messages?|tasks?|entr(?:y|ies)|jobs?) (?:is|are|was|were|be|been)(?: being)? worked\b/iu,
    instead: 'processed',
  },
  { forbidden: /\bhas the like\b|\bthe like of\b|\bthereof\b|\bwherein\b|\bhence\b/iu, instead: 'plain English' },
];

const hangul = /[가-힣]/u;

/**
 * What the style forbids in texts that people read, a line each: `line: "found": write instead`. A line with Korean letters is
 * read as Korean, any other as English. Code, addresses, and the names of parts and properties are left alone.
 */
export function wordingMistakes(text: string): readonly string[] {
  let isCode = false;
  return text.split('\n').flatMap((line, index) => {
    if (/^\s*(?:```|~~~)/u.test(line)) {
      isCode = !isCode;
      return [];
    }
    if (isCode || /^\s*(?:import|export) /u.test(line)) return [];
    const prose = line
      .replaceAll('\\n', ' ')
      .replace(/`[^`]*`/gu, '``')
      // The end of a value: what stands before it is a word, not the name of something.
      .replace(/",?$/u, '')
      .replace(/https?:\/\/\S+| at="[^"]*"|\b(?:id|source):? ?[=:]? ?"?[\w-]+/gu, '');
    // Both languages on one line of YAML: { ko: …, en: … }.
    const both = /^(.*\bko: .*)\ben: (.*)$/u.exec(prose);
    const parts = both === null ? [prose] : both.slice(1);
    return parts.flatMap((part) =>
      (hangul.test(part) ? korean : english).flatMap(({ forbidden, instead }) => {
        const found = forbidden.exec(part.replace(/\([\w ,./-]+\)/gu, ''));
        return found === null ? [] : [`${index + 1}: "${found[0]}": write ${instead}`];
      }),
    );
  });
}

/** Which files hold texts that people read. */
const texts = [
  { folder: 'components', name: /(?:^|\/)messages\.\w+\.json$/u },
  { folder: 'content', name: /\.(?:mdx|yaml)$/u },
  { folder: 'messages', name: /\.json$/u },
];

/** Looks through all texts of the product under `root`: lessons, questions, labs, interface. A line each: `file:line: …`. */
export async function wordingMistakesOf(root: string): Promise<readonly string[]> {
  const files = await Promise.all(
    texts.map(async ({ folder, name }) => {
      const all = await readdir(path.join(root, folder), { recursive: true });
      return all.filter((file) => name.test(file)).map((file) => path.join(folder, file));
    }),
  );
  const found = await Promise.all(
    files
      .flat()
      .sort()
      .map(async (file) => {
        const mistakes = wordingMistakes(await readFile(path.join(root, file), 'utf8'));
        return mistakes.map((mistake) => `${file}:${mistake}`);
      }),
  );
  return found.flat();
}
