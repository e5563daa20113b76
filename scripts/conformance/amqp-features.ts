/** What of RabbitMQ a session exercised, by what was sent and what was answered. */

import type { JsonObject } from './amqp-lines';
import type { Answered } from './amqp-play';

type Has = (line: JsonObject, answers: readonly JsonObject[]) => boolean;

const asObject = (value: unknown): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
const argument = (line: JsonObject, name: string): unknown => asObject(line.arguments)[name];
const headersOf = (frame: JsonObject): JsonObject => asObject(asObject(frame.properties).headers);

const sends =
  (method: string, ...names: readonly string[]): Has =>
  (line, answers) =>
    line.method === method && names.every((name) => line[name] === true) && !fails(answers);
const declares =
  (name: string): Has =>
  (line, answers) =>
    line.method === 'queue.declare' && argument(line, name) !== undefined && !fails(answers);
const exchangeOf =
  (type: string): Has =>
  (line, answers) =>
    line.method === 'exchange.declare' && line.type === type && !fails(answers);
const answered =
  (test: (frame: JsonObject) => boolean): Has =>
  (_, answers) =>
    answers.some(test);
const closes = (method: string, code: number): Has =>
  answered((frame) => frame.method === method && frame.reply_code === code);
const died = (reason: string): Has =>
  answered((frame) => {
    const deaths = headersOf(frame)['x-death'];
    return Array.isArray(deaths) && deaths.some((death) => asObject(death).reason === reason);
  });
const binds =
  (mode: string): Has =>
  (line, answers) =>
    (line.method === 'queue.bind' || line.method === 'exchange.bind') &&
    argument(line, 'x-match') === mode &&
    !fails(answers);
const overflows =
  (name: string): Has =>
  (line, answers) =>
    line.method === 'queue.declare' && argument(line, 'x-overflow') === name && !fails(answers);
const fails = (answers: readonly JsonObject[]): boolean =>
  answers.some(({ method }) => method === 'channel.close' || method === 'connection.close');

const features: Readonly<Record<string, Has>> = {
  'direct exchange': exchangeOf('direct'),
  'fanout exchange': exchangeOf('fanout'),
  'topic exchange': exchangeOf('topic'),
  'headers exchange': exchangeOf('headers'),
  'headers binding: x-match all': binds('all'),
  'headers binding: x-match any': binds('any'),
  'headers binding: x-match all-with-x': binds('all-with-x'),
  'headers binding: x-match any-with-x': binds('any-with-x'),
  'consistent-hash exchange': exchangeOf('x-consistent-hash'),
  'alternate exchange': (line, answers) =>
    line.method === 'exchange.declare' && argument(line, 'alternate-exchange') !== undefined && !fails(answers),
  'exchange-to-exchange binding': sends('exchange.bind'),
  'internal exchange': sends('exchange.declare', 'internal'),
  'auto-delete exchange': sends('exchange.declare', 'auto_delete'),
  'unroutable and mandatory': answered(({ method }) => method === 'basic.return'),
  'quorum queue': (line, answers) => argument(line, 'x-queue-type') === 'quorum' && !fails(answers),
  stream: (line, answers) => argument(line, 'x-queue-type') === 'stream' && !fails(answers),
  'read from a stream': answered((frame) => headersOf(frame)['x-stream-offset'] !== undefined),
  policy: (line) => line.policy !== undefined,
  'durable queue': sends('queue.declare', 'durable'),
  'exclusive queue': sends('queue.declare', 'exclusive'),
  'auto-delete queue': sends('queue.declare', 'auto_delete'),
  'queue expires (x-expires)': declares('x-expires'),
  'queue TTL (x-message-ttl)': declares('x-message-ttl'),
  'per-message expiration': (line) => asObject(line.properties).expiration !== undefined,
  'x-max-length': declares('x-max-length'),
  'x-max-length-bytes': declares('x-max-length-bytes'),
  'x-overflow drop-head': overflows('drop-head'),
  'x-overflow reject-publish': overflows('reject-publish'),
  'x-overflow reject-publish-dlx': overflows('reject-publish-dlx'),
  'publish refused (basic.nack)': answered(({ method }) => method === 'basic.nack'),
  'dead-lettered: expired': died('expired'),
  'dead-lettered: rejected': died('rejected'),
  'dead-lettered: maxlen': died('maxlen'),
  'dead-lettered: delivery_limit': died('delivery_limit'),
  'priority queue': declares('x-max-priority'),
  'single active consumer': declares('x-single-active-consumer'),
  'delivery limit': declares('x-delivery-limit'),
  'prefetch per consumer': sends('basic.qos'),
  'prefetch per channel': sends('basic.qos', 'global'),
  'basic.ack': sends('basic.ack'),
  'basic.ack multiple': sends('basic.ack', 'multiple'),
  'basic.nack requeue': sends('basic.nack', 'requeue'),
  'basic.nack multiple': sends('basic.nack', 'multiple'),
  'basic.reject': sends('basic.reject'),
  'basic.recover': sends('basic.recover'),
  'redelivered message': answered((frame) => frame.redelivered === true),
  'basic.get-ok': answered(({ method }) => method === 'basic.get-ok'),
  'basic.get-empty': answered(({ method }) => method === 'basic.get-empty'),
  'basic.deliver': answered(({ method }) => method === 'basic.deliver'),
  'basic.cancel': sends('basic.cancel'),
  'consumer cancelled by the broker': answered(({ method }) => method === 'basic.cancel'),
  'consumer priority': (line, answers) =>
    line.method === 'basic.consume' && argument(line, 'x-priority') !== undefined && !fails(answers),
  'publisher confirm (basic.ack)': answered(({ method }) => method === 'basic.ack'),
  'transaction committed': sends('tx.commit'),
  'direct reply-to': (line, answers) =>
    line.method === 'basic.consume' && line.queue === 'amq.rabbitmq.reply-to' && !fails(answers),
  'exclusive consumer': sends('basic.consume', 'exclusive'),
  'deaths that a client wrote': (line) => headersOf(line)['x-death'] !== undefined,
  'CC and BCC': (line) => headersOf(line).CC !== undefined || headersOf(line).BCC !== undefined,
  'channel closed by client': sends('channel.close'),
  'connection closed by client': sends('connection.close'),
  'channel error 403': closes('channel.close', 403),
  'channel error 404': closes('channel.close', 404),
  'channel error 405': closes('channel.close', 405),
  'channel error 406': closes('channel.close', 406),
  'connection error 503': closes('connection.close', 503),
  'connection error 530': closes('connection.close', 530),
  'connection error 540': closes('connection.close', 540),
  'advance of time': (line) => line.advance !== undefined,
};

/** How often each feature was exercised, by lines. */
export class FeatureCounts {
  readonly #counts = new Map<string, number>(Object.keys(features).map((name) => [name, 0]));

  add(exchanges: readonly Answered[]): void {
    for (const { send, expect } of exchanges) {
      for (const [name, has] of Object.entries(features)) {
        if (has(send, expect)) this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
      }
    }
  }

  /** The features that nothing exercised. */
  missing(): readonly string[] {
    return [...this.#counts].filter(([, count]) => count === 0).map(([name]) => name);
  }

  table(): string {
    return [...this.#counts].map(([name, count]) => `  ${name.padEnd(36)} ${String(count).padStart(7)}`).join('\n');
  }
}
