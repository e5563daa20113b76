import * as fc from 'fast-check';
import { command, count, key, maybe, oneOf, someOf, text, word } from './redis-arguments';

/** Commands that are not about streams, close to their edges. */

/** Names of keys that meet: a stream's, another's, and a string's. */
const anyKey = fc.oneof({ weight: 6, arbitrary: key }, { weight: 4, arbitrary: oneOf('text', 'k', 't') });

/** Far times, so that no reply depends on the test's own speed, and times that are over. */
const seconds = fc.oneof(
  { weight: 8, arbitrary: oneOf('1000', '5000', '90000') },
  {
    weight: 2,
    arbitrary: oneOf('0', '-1', '9223372036854775', '9223372036854776', '9223372036854775807', '-9223372036854775807'),
  },
  { weight: 1, arbitrary: count },
);
const unixSeconds = fc.oneof(
  { weight: 8, arbitrary: oneOf('4102444800', '4102444900', '5000000000') },
  { weight: 2, arbitrary: oneOf('1', '0', '-5', '9223372036854775807', 'x', '1.5') },
);
const unixMs = fc.oneof(
  { weight: 8, arbitrary: oneOf('4102444800000', '4102444800001', '5000000000000') },
  { weight: 2, arbitrary: oneOf('1', '-1', '9223372036854775807', '9007199254740993', '') },
);
const conditions = someOf(oneOf('NX', 'XX', 'GT', 'LT', 'nx', 'Gt', 'KEEPTTL').map((one) => [one]));
/** One condition, which is no error, or any number of them. */
const condition = fc.oneof(
  { weight: 4, arbitrary: oneOf('NX', 'XX', 'GT', 'LT').map((one) => [one]) },
  { weight: 2, arbitrary: conditions },
  { weight: 4, arbitrary: fc.constant([]) },
);
const expiring = fc.oneof(
  command(word('EXPIRE'), anyKey, seconds, condition),
  command(word('PEXPIRE'), anyKey, oneOf('1000000', '9000000', '0', '-7', '9223372036854775807', 'x'), condition),
  command(word('EXPIREAT'), anyKey, unixSeconds, condition),
  command(word('PEXPIREAT'), anyKey, unixMs, condition),
  command(fc.oneof(word('TTL'), word('PTTL'), word('EXPIRETIME'), word('PEXPIRETIME'), word('PERSIST')), anyKey),
);

const setOptions = someOf(
  oneOf('NX', 'XX', 'GET', 'KEEPTTL', 'get', 'kEEPttl').map((one) => [one]),
  command(word('EX'), seconds),
  command(word('PX'), oneOf('1000000', '0', '-1', 'x', '9223372036854775807')),
  command(word('EXAT'), unixSeconds),
  command(word('PXAT'), unixMs),
);
const strings = fc.oneof(
  { weight: 5, arbitrary: command(word('SET'), anyKey, text, maybe(setOptions, 1)) },
  { weight: 2, arbitrary: command(word('GET'), anyKey) },
);

const pattern = fc.oneof(
  { weight: 6, arbitrary: oneOf('*', 's', '?', 't*', '[st]', '[^s]*', '[a-t]', '*t', '\\s', '[s', '[z-a]*', '**', '') },
  { weight: 1, arbitrary: oneOf('한*', '[\\]s]', '*\0*', 'x*x', '[^', '\\', 'te[x]t', '??xt') },
);
const scanning = command(
  word('SCAN'),
  fc.oneof(
    { weight: 8, arbitrary: fc.constant('0') },
    { weight: 2, arbitrary: oneOf('x', '', '-1x', ' 0', '18446744073709551616', '1.5') },
  ),
  command(word('COUNT'), oneOf('1000', '1000', '5000', '0', '-1', 'x')),
  someOf(command(word('MATCH'), pattern), command(word('TYPE'), oneOf('stream', 'string', 'STREAM', 'list', ''))),
);
const naming = fc.oneof(
  { weight: 4, arbitrary: command(fc.oneof(word('RENAME'), word('RENAMENX')), anyKey, anyKey) },
  {
    weight: 4,
    arbitrary: command(
      word('COPY'),
      anyKey,
      anyKey,
      someOf(command(word('REPLACE')), command(word('DB'), oneOf('0', '16', '-1', 'x', '99999999999'))),
    ),
  },
  { weight: 2, arbitrary: command(word('KEYS'), pattern) },
  { weight: 2, arbitrary: scanning },
  { weight: 1, arbitrary: command(word('SELECT'), oneOf('0', '16', '-1', 'x', '', '99999999999', '00')) },
  { weight: 2, arbitrary: command(word('OBJECT'), word('ENCODING'), anyKey) },
  {
    weight: 2,
    arbitrary: command(
      word('MEMORY'),
      word('USAGE'),
      anyKey,
      maybe(command(word('SAMPLES'), oneOf('0', '1', '5', '100', '-1', 'x')), 0.5),
    ),
  },
  {
    weight: 1,
    arbitrary: command(
      oneOf('OBJECT', 'MEMORY', 'PUBSUB', 'CLIENT'),
      oneOf('HELP', 'FOO', ''),
      maybe(command(anyKey), 0.2),
    ),
  },
);

const transaction = fc.oneof(
  { weight: 6, arbitrary: command(word('MULTI')) },
  { weight: 8, arbitrary: command(word('EXEC')) },
  { weight: 2, arbitrary: command(word('DISCARD')) },
  { weight: 3, arbitrary: command(word('WATCH'), fc.array(anyKey, { minLength: 1, maxLength: 3 })) },
  { weight: 1, arbitrary: command(word('UNWATCH')) },
  { weight: 1, arbitrary: command(word('RESET')) },
  { weight: 1, arbitrary: command(oneOf('EXEC', 'MULTI', 'DISCARD', 'RESET'), text) },
);

const channel = oneOf('news', 'alerts', 'news.kr', '한', '');
const publishing = fc.oneof(
  { weight: 3, arbitrary: command(word('SUBSCRIBE'), fc.array(channel, { minLength: 1, maxLength: 3 })) },
  {
    weight: 1,
    arbitrary: command(
      word('PSUBSCRIBE'),
      fc.array(oneOf('news*', '*', 'a*', '[n]ews'), { minLength: 1, maxLength: 1 }),
    ),
  },
  { weight: 2, arbitrary: command(word('UNSUBSCRIBE'), fc.array(channel, { maxLength: 2 })) },
  { weight: 2, arbitrary: command(word('PUNSUBSCRIBE'), fc.array(oneOf('news*', '*'), { maxLength: 2 })) },
  { weight: 6, arbitrary: command(word('PUBLISH'), channel, text) },
  { weight: 1, arbitrary: command(word('PUBSUB'), word('NUMSUB'), fc.array(channel, { maxLength: 2 })) },
  { weight: 1, arbitrary: command(word('PUBSUB'), oneOf('CHANNELS', 'NUMPAT'), maybe(command(pattern), 0.5)) },
  { weight: 1, arbitrary: command(word('PING'), fc.array(text, { maxLength: 2 })) },
);

const client = fc.oneof(
  { weight: 2, arbitrary: command(word('CLIENT'), word('ID')) },
  { weight: 2, arbitrary: command(word('CLIENT'), word('SETNAME'), oneOf('worker', '', 'a b', 'x\ny', 'é', 'w-1')) },
  { weight: 2, arbitrary: command(word('CLIENT'), word('GETNAME')) },
  {
    weight: 6,
    arbitrary: command(
      word('CLIENT'),
      word('UNBLOCK'),
      fc.oneof(
        { weight: 6, arbitrary: oneOf('@id:a', '@id:b', '@id:c', '@id:d') },
        { weight: 1, arbitrary: oneOf('0', '-1', 'x', '999999') },
      ),
      maybe(
        oneOf('TIMEOUT', 'ERROR', 'error', 'NOW').map((one) => [one]),
        0.7,
      ),
    ),
  },
  { weight: 1, arbitrary: command(word('CLIENT'), word('LIST'), oneOf('TYPE', 'ID', 'FOO'), oneOf('nobody', 'x', '')) },
  {
    weight: 1,
    arbitrary: command(word('CLIENT'), oneOf('ID', 'GETNAME', 'SETNAME', 'UNBLOCK'), fc.array(text, { maxLength: 3 })),
  },
);

const ADD_ONCE = `
local publish_key = KEYS[1]
local stream_key = KEYS[2]
if redis.call('EXISTS', publish_key) == 1 then
    local existing = redis.call('GET', publish_key)
    return {0, existing}
end
local msg_id = redis.call('XADD', stream_key, 'MAXLEN', '~', ARGV[1], '*', 'stage', ARGV[2], 'seq', ARGV[3])
redis.call('SETEX', publish_key, ARGV[4], msg_id)
return {1, msg_id}
`;
const ACK_AND_DELETE = "redis.call('XACK', KEYS[1], ARGV[1], ARGV[2])\nredis.call('XDEL', KEYS[1], ARGV[2])\nreturn 1";
const ACK_THEN_DELETE = `local n = redis.call('XACK', KEYS[1], ARGV[1], ARGV[2]) -- how many
if n == 1 then
  redis.call('XDEL', KEYS[1], ARGV[2])
end
return n`;
const scripting = fc.oneof(
  {
    weight: 3,
    arbitrary: command(
      word('EVAL'),
      ADD_ONCE,
      '2',
      oneOf('mark', 'mark2', 's'),
      oneOf('s', 'u', 'text'),
      oneOf('100', '2', 'x'),
      text,
      text,
      // Another would end the script after its XADD, whose id nobody would see.
      oneOf('3600', '7200'),
    ),
  },
  {
    weight: 4,
    arbitrary: command(
      word('EVAL'),
      oneOf(ACK_AND_DELETE, ACK_THEN_DELETE),
      '1',
      anyKey,
      oneOf('g', 'h'),
      fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 5 })).map(([ms, seq]) => `${ms}-${seq}`),
    ),
  },
  {
    weight: 1,
    arbitrary: command(word('EVAL'), ACK_AND_DELETE, oneOf('1', '3', '-1', 'x', '0'), fc.array(text, { maxLength: 2 })),
  },
);

/** Any of them. */
export const keyspaceCommand: fc.Arbitrary<readonly string[]> = fc.oneof(
  { weight: 40, arbitrary: strings },
  { weight: 40, arbitrary: expiring },
  { weight: 40, arbitrary: naming },
  { weight: 50, arbitrary: transaction },
  { weight: 30, arbitrary: publishing },
  { weight: 30, arbitrary: client },
  { weight: 20, arbitrary: scripting },
);
