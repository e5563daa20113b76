import { describe, expect, it } from 'vitest';
import { wordingMistakes } from './wording';

describe('the wording of Korean', () => {
  it.each([
    ['큐를 고르십시오.', '1: "십시오": write -세요'],
    ['다음 리더는 누구입니까?', '1: "니까?": write -ㄹ까요, -나요, -인가요'],
    ['리더가 하트비트를 보낸다.', '1: "낸다": write 합니다체 (-니다)'],
    ['소비자가 ack를 보냅니다.', '1: "소비자": write 컨슈머'],
    ['fanout exchange는 키를 보지 않습니다.', '1: "exchange": write 익스체인지'],
    ['리더는 새 텀을 시작합니다.', '1: "텀": write 임기'],
    ['과반이 저장하면 커밋됩니다.', '1: "과반": write 과반수'],
    ['  "exchange": "보낼 exchange",', '1: "exchange": write 익스체인지'],
    ['랩을 열어 보세요.', '1: "랩": write 실험실'],
    ['"goal": "큐를 보세요.\\nworker를 멈추세요."', '1: "worker": write 워커'],
  ])('%s', (text, mistake) => {
    expect(wordingMistakes(text)).toEqual([mistake]);
  });

  it.each([
    '리더가 없으니까 선거를 시작합니다. 누가 당선될까요?',
    '과반수가 저장하면 커스텀 설정도 커밋됩니다.',
    '`exchange`를 선언하고 `worker-1`과 api-worker를 띄우세요.',
    '대체 익스체인지(alternate exchange)로 보냅니다.',
    '<Term id="exchange">익스체인지</Term>로 보냅니다. <Cite source="kafka" at="Design, Consumer Position" />',
    'ko: "컨슈머가 읽습니다", en: "A consumer reads"',
    '```\nworker를 보낸다.\n```',
    'XGROUP CREATE orders workers 0을 입력하세요.',
  ])('leaves alone: %s', (text) => {
    expect(wordingMistakes(text)).toEqual([]);
  });
});

describe('the wording of English', () => {
  it.each([
    ['It goes to whoever asks.', '1: "whoever": write anyone who, the one that'],
    ['s1 gave up first.', '1: "gave up": write timed out, stopped'],
    ['ok\nNot so.', '2: "Not so.": write Not quite.'],
    ['{ ko: "두 번 처리됩니다", en: "The entry is worked twice" }', '1: "entry is worked": write processed'],
  ])('%s', (text, mistake) => {
    expect(wordingMistakes(text)).toEqual([mistake]);
  });

  it('leaves ids and sources alone', () => {
    expect(wordingMistakes('- id: whoever-is-ready')).toEqual([]);
    expect(wordingMistakes('See `mend` at https://example.test/hence')).toEqual([]);
  });
});
