import type { ClientMethod, ServerClose } from './frames';

/**
 * AMQP's errors as RabbitMQ uses them: code, text, and what they close
 * (rabbit_framing_amqp_0_9_1:lookup_amqp_exception; https://www.rabbitmq.com/amqp-0-9-1-reference#constants).
 */
const errors = {
  access_refused: { code: 403, text: 'ACCESS_REFUSED', closes: 'channel' },
  not_found: { code: 404, text: 'NOT_FOUND', closes: 'channel' },
  resource_locked: { code: 405, text: 'RESOURCE_LOCKED', closes: 'channel' },
  precondition_failed: { code: 406, text: 'PRECONDITION_FAILED', closes: 'channel' },
  command_invalid: { code: 503, text: 'COMMAND_INVALID', closes: 'connection' },
  channel_error: { code: 504, text: 'CHANNEL_ERROR', closes: 'connection' },
  not_allowed: { code: 530, text: 'NOT_ALLOWED', closes: 'connection' },
  not_implemented: { code: 540, text: 'NOT_IMPLEMENTED', closes: 'connection' },
  internal_error: { code: 541, text: 'INTERNAL_ERROR', closes: 'connection' },
} as const;

export type ErrorName = keyof typeof errors;

/** What a client did that ends its channel or its connection. */
export class AmqpError extends Error {
  override readonly name = 'AmqpError';

  constructor(
    readonly error: ErrorName,
    explanation: string,
  ) {
    super(explanation);
  }

  get closes(): 'channel' | 'connection' {
    return errors[this.error].closes;
  }
}

const methodIds: Record<ClientMethod['method'], readonly [classId: number, methodId: number]> = {
  'connection.close': [10, 50],
  'channel.open': [20, 10],
  'channel.flow': [20, 20],
  'channel.close': [20, 40],
  'exchange.declare': [40, 10],
  'exchange.delete': [40, 20],
  'exchange.bind': [40, 30],
  'exchange.unbind': [40, 40],
  'queue.declare': [50, 10],
  'queue.bind': [50, 20],
  'queue.purge': [50, 30],
  'queue.delete': [50, 40],
  'queue.unbind': [50, 50],
  'basic.qos': [60, 10],
  'basic.consume': [60, 20],
  'basic.cancel': [60, 30],
  'basic.publish': [60, 40],
  'basic.get': [60, 70],
  'basic.ack': [60, 80],
  'basic.reject': [60, 90],
  'basic.recover-async': [60, 100],
  'basic.recover': [60, 110],
  'basic.nack': [60, 120],
  'confirm.select': [85, 10],
  'tx.select': [90, 10],
  'tx.commit': [90, 20],
  'tx.rollback': [90, 30],
};

/** The frame that tells a client of its error, `method` the one that brought it about, if any; the text is cut as the broker cuts it (rabbit_binary_generator). */
export function closeFrame(error: AmqpError, method: ClientMethod['method'] | null, channel: number): ServerClose {
  const { code, text, closes } = errors[error.error];
  // A crash inside the broker: it names neither the method nor what happened.
  const isCrash = error.error === 'internal_error';
  const [classId, methodId] = isCrash || method === null ? [0, 0] : methodIds[method];
  return {
    method: closes === 'channel' ? 'channel.close' : 'connection.close',
    channel: closes === 'channel' ? channel : 0,
    replyCode: code,
    replyText: isCrash ? text : cut(`${text} - ${error.message}`),
    classId,
    methodId,
  };
}

const textBytesMax = 255;

/** Cut at a byte: of a character that is cut through, a client that reads UTF-8 has the replacement character. */
function cut(text: string): string {
  if (utf8Length(text) <= textBytesMax) return text;
  let kept = '';
  let left = textBytesMax - 3;
  for (const character of text) {
    const bytes = utf8Length(character);
    if (bytes > left) return `${kept}${left === 0 ? '' : '\ufffd'}...`;
    left -= bytes;
    kept += character;
  }
  return `${kept}...`;
}

/** Bytes of a string in UTF-8. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    else if (unit >= 0xd800 && unit < 0xdc00) {
      bytes += 4;
      index++;
    } else bytes += 3;
  }
  return bytes;
}

/** `queue 'q' in vhost '/'`, as the broker names things in its texts (rabbit_misc:rs). */
export function resource(kind: 'queue' | 'exchange', name: string): string {
  return `${kind} '${name}' in vhost '/'`;
}
