import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withParticles } from './korean-particles';

describe('a particle fits the sound before it', () => {
  it.each([
    ['큐은(는) 비었습니다', '큐는 비었습니다'],
    ['브로커이(가) 보냅니다', '브로커가 보냅니다'],
    ['메시지 셋을(를) 받습니다', '메시지 셋을 받습니다'],
    ['s1은(는) s3이(가) 보낸 6을(를) 받습니다', 's1은 s3이 보낸 6을 받습니다'],
    ['s2은(는) s4과(와) s1과(와) 다릅니다', 's2는 s4와 s1과 다릅니다'],
    ['n10이(가), n100이(가) 멈춥니다', 'n10이, n100이 멈춥니다'],
    ['서울(으)로, 부산(으)로, 제주(으)로', '서울로, 부산으로, 제주로'],
    ['s1(으)로, s3(으)로, s2(으)로', 's1로, s3으로, s2로'],
    ['XACK을(를) 보냅니다', 'XACK을 보냅니다'],
    ['TTL이(가) 지나 confirm을(를) 받습니다', 'TTL이 지나 confirm을 받습니다'],
    ['worker은(는) job을(를) queue과(와) key(으)로', 'worker는 job을 queue와 key로'],
    ['‘orders’은(는) "jobs.wait"을(를)', '‘orders’는 "jobs.wait"를'],
    ['(쿼럼)이(가)', '(쿼럼)이'],
  ])('%s', (written, fitted) => {
    expect(withParticles(written)).toBe(fitted);
  });

  it('stays as it is written where the sound is not known', () => {
    expect(withParticles('은(는) →이(가)')).toBe('은(는) →이(가)');
  });

  it('changes nothing else', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!/은\(는\)|이\(가\)|을\(를\)|과\(와\)|\(으\)로/u.test(text));
        expect(withParticles(text)).toBe(text);
      }),
    );
  });
});
