import type { LocalizedText } from '@/quiz/text';

/** A topic of the course, whether or not its lesson is written yet. */
export interface CurriculumTopic {
  /** Two digits, the topic's number in the knowledge base that the course follows; some numbers are not used. */
  readonly number: string;
  /** The name of its folder in `content/` and its address: number and slug. */
  readonly id: string;
  readonly title: LocalizedText;
  /** Ids of its labs; those that exist are in `sim/catalog.ts`. */
  readonly labs: readonly string[];
  /** Numbers of the topics that it builds on directly. What those build on is not repeated. */
  readonly prerequisites: readonly string[];
}

function topic(
  slug: string,
  ko: string,
  en: string,
  labs: readonly string[],
  prerequisites: readonly string[] = [],
): CurriculumTopic {
  return { number: slug.slice(0, 2), id: slug, title: { ko, en }, labs, prerequisites };
}

/** The whole course by number. */
export const curriculum: readonly CurriculumTopic[] = [
  topic('01-python-asyncio', 'Python asyncio', 'Python asyncio', ['asyncio'], ['06']),
  topic('02-python-gil', 'Python GIL', 'Python GIL', ['gil'], ['06']),
  topic('03-amqp-protocol', 'AMQP와 RabbitMQ', 'AMQP and RabbitMQ', ['amqp']),
  topic(
    '04-concurrency-patterns',
    '스택 속의 동시성 패턴',
    'Concurrency patterns in the stack',
    ['worker-pools'],
    ['01'],
  ),
  topic('05-event-loop-fundamentals', '이벤트 루프의 기초', 'Event-loop fundamentals', ['io-multiplexing']),
  topic('06-concurrency-models', '동시성 모델', 'Concurrency models', ['concurrency-models'], ['05']),
  topic('07-redis-streams', 'Redis Streams', 'Redis Streams', ['redis-streams'], ['03']),
  topic('08-server-sent-events', 'Server-Sent Events', 'Server-Sent Events', ['sse'], ['01', '07']),
  topic('09-mapreduce', 'MapReduce', 'MapReduce', ['mapreduce'], ['13']),
  topic('10-numa', 'NUMA와 캐시 일관성', 'NUMA and cache coherence', ['cache-coherence'], ['06']),
  topic('11-keda', 'KEDA', 'KEDA', ['autoscaling'], ['03', '04']),
  topic('12-consensus-algorithms', '합의 알고리즘', 'Consensus', ['raft', 'paxos', 'sentinel', 'quorum-queue'], ['03']),
  topic('13-sharding-and-routing', '샤딩과 라우팅', 'Sharding and routing', ['hash-ring', 'tail-latency']),
  topic('14-flp-impossibility', 'FLP 불가능성', 'FLP impossibility', ['flp'], ['12']),
  topic('15-dependency-injection', '의존성 주입', 'Dependency injection', ['di-container']),
  topic('16-clean-architecture', '클린 아키텍처', 'Clean architecture', ['clean-architecture'], ['15']),
  topic('17-oauth', 'OAuth 2.0 리팩터링', 'OAuth 2.0 refactoring', ['oauth'], ['16']),
  topic('18-fastapi-lifespan', 'FastAPI lifespan', 'FastAPI lifespan', ['lifespan'], ['01']),
  topic('19-llm-gateway', 'LLM 게이트웨이', 'LLM gateway', ['llm-gateway']),
  topic('20-llm-injection', '파라미터로서의 모델', 'The model as a parameter', ['llm-injection'], ['15', '19']),
  topic(
    '24-multi-agent-prompts',
    '멀티 에이전트 프롬프트 패턴',
    'Multi-agent prompt patterns',
    ['multi-agent'],
    ['19'],
  ),
  topic('27-rag-evaluation', 'RAG 평가: LLM 심사위원', 'Evaluating RAG: LLM as a judge', ['rag-evaluation']),
];

/** Topics by number in the order in which their lessons are written, those that are written at the same time together. The rest come after these. */
const WRITING_ORDER: readonly (readonly string[])[] = [
  ['03', '07', '12'],
  ['05', '06'],
  ['04', '11'],
  ['01', '02'],
];

/** When a lesson comes that is not written: it is being written, or is the next to be, or comes after that. */
export type LessonTurn = 'now' | 'next' | 'later';

/** When the lesson of a topic comes, given which topics have one; null for a topic that has. */
export function lessonTurn(number: string, written: ReadonlySet<string>): LessonTurn | null {
  if (written.has(number)) return null;
  const open = WRITING_ORDER.filter((group) => group.some((each) => !written.has(each)));
  const turn = open.findIndex((group) => group.includes(number));
  return turn === 0 ? 'now' : turn === 1 ? 'next' : 'later';
}

const byNumber = new Map(curriculum.map((each) => [each.number, each]));

/**
 * The topic with that number.
 *
 * @throws Error for a number that the course does not have
 */
export function curriculumTopic(number: string): CurriculumTopic {
  const found = byNumber.get(number);
  if (found === undefined) throw new Error(`the course has no topic ${number}`);
  return found;
}
