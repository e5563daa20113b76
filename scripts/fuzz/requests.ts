import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { PAGES, ROLES, type Role } from '../../e2e/access-table';

/** What is sent; `body` as bytes of text. */
export interface FuzzedRequest {
  readonly role: Role;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the requests are made of besides chance. */
export interface FuzzTarget {
  readonly address: string;
  /** Ids of the build's Server Actions. */
  readonly actionIds: readonly string[];
  readonly classId: string;
}

const UUID = randomUUID();

const hostileText = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  fc.constantFrom(
    ...[
      '',
      '\0',
      'a\0b',
      '\ud800',
      '\u202e',
      '../../etc/passwd',
      "' OR 1=1 --",
      '<script>alert(1)</script>',
      '{{7*7}}',
    ],
    ...[
      'javascript:alert(1)',
      '//elsewhere.example',
      'http://[',
      '__proto__',
      'constructor',
      'NaN',
      '-1',
      '1e999',
      'null',
      'undefined',
    ],
  ),
  fc.constantFrom('x'.repeat(3_000), '한'.repeat(500), '%'.repeat(100), '[]'.repeat(500)),
);
const known = fc.constantFrom(
  '12-consensus-algorithms',
  'raft',
  'amqp',
  'quiz',
  'practice',
  'checkpoint',
  'elect-a-leader',
  UUID,
);
const leaf = fc.oneof(hostileText, known, fc.double(), fc.integer(), fc.boolean(), fc.constant(null), fc.uuid());
/** Names of what actions take: with them a value gets past the first check. */
const KEYS = [
  ...[
    'id',
    'name',
    'email',
    'password',
    'labId',
    'recording',
    'challengeId',
    'predictionId',
    'option',
    'attemptId',
    'topicId',
  ],
  ...[
    'behaviour',
    'itemId',
    'answerId',
    'response',
    'tries',
    'confidence',
    'hintsTaken',
    'reviewId',
    'cardId',
    'variant',
    'remembered',
  ],
  ...['sectionId', 'readAtMs', 'kind', 'ref', 'locale', 'text', '__proto__', 'toString', ''],
];
const record = fc.dictionary(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...KEYS) }, hostileText), leaf, {
  maxKeys: 8,
});
const recordingText = fc.oneof(
  fc.json({ maxDepth: 4 }),
  record.map((value) => JSON.stringify({ lab: 'raft', version: '1', seed: 1, config: {}, commands: [], ...value })),
  fc.constant(`${'['.repeat(5_000)}${']'.repeat(5_000)}`),
);

/** Each action's own shape, with values that may be anything. */
const shaped = fc.oneof(
  shape('id', 'labId', 'recording'),
  shape('id', 'labId', 'challengeId', 'recording'),
  shape('id', 'labId', 'predictionId', 'option'),
  shape('id', 'name'),
  shape('name', 'email', 'password'),
  shape('attemptId', 'topicId', 'behaviour'),
  shape('attemptId', 'answerId', 'itemId', 'response', 'tries', 'confidence'),
  shape('attemptId', 'itemId', 'hintsTaken'),
  shape('reviewId', 'cardId', 'variant', 'response', 'confidence'),
  shape('topicId', 'sectionId', 'readAtMs'),
  shape('id', 'topicId', 'kind', 'ref', 'locale', 'text'),
  shape('itemId', 'response'),
);

function shape(...keys: string[]) {
  return fc.record(Object.fromEntries(keys.map((key) => [key, anyValue(key)])));
}

function anyValue(key: string) {
  const fitting = /Id$|^id$/.test(key) ? fc.oneof(fc.uuid(), known) : /recording/.test(key) ? recordingText : leaf;
  return fc.oneof({ weight: 4, arbitrary: fitting }, leaf, fc.anything({ maxDepth: 3 }));
}

const actionBody = fc.oneof(
  { weight: 6, arbitrary: fc.array(fc.oneof(shaped, record, leaf), { maxLength: 3 }).map((args) => text(args)) },
  fc.json(),
  hostileText,
  fc.constantFrom(
    '[',
    '["$F1"]',
    '["$undefined"]',
    '["$@1"]',
    '["$K1"]',
    '["$n99999999999"]',
    '["$Q1","$W2","$i3"]',
    '{"0":[]}',
  ),
);

function text(value: unknown): string {
  return JSON.stringify(value) ?? 'undefined';
}

const cookies = fc.oneof(
  { weight: 5, arbitrary: fc.constant('') },
  headerValue().map((value) => `next-auth.session-token=${value}`),
  headerValue().map((value) => `next-auth.callback-url=${value}`),
  headerValue().map((value) => `next-auth.csrf-token=${value}; NEXT_LOCALE=${value}`),
  fc.constant(`junk=${'x'.repeat(12_000)}`),
  headerValue(),
);

/** What an HTTP header can carry. */
function headerValue() {
  return fc.string({
    unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
    maxLength: 60,
  });
}

const paths = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...Object.values(PAGES).map(({ path }) => path)) },
  fc
    .tuple(
      fc.constantFrom('ko', 'en', 'xx', '%ko'),
      fc.constantFrom('topics', 'labs', 'classes', 'join', 'paths', 'embed'),
      segment(),
    )
    .map((each) => `/${each.join('/')}`),
  fc.tuple(segment(), segment()).map((each) => `/${each.join('/')}`),
  fc.constantFrom(
    '/_next/static/%2e%2e/x',
    '/_next/data/x/y.json',
    '/_next/image?url=http://127.0.0.1:1/&w=1&q=1',
    '//elsewhere.example/x',
    '/api/none',
    '/%E0%A4%A',
    '/sw.js',
    '/..%2f..%2f',
  ),
);

/** One part of a path, escaped, badly escaped or not at all. */
function segment() {
  return fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 20 }).map(encodeURIComponent),
    fc
      .uint8Array({ maxLength: 6 })
      .map((bytes) => [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')),
    fc.constantFrom('%', '%zz', '%00', '%2F', '.', '..', '%5c', '%u0041', 'a'.repeat(2_000)),
  );
}

const query = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  fc
    .tuple(
      fc.constantFrom('next', 'q', 'callbackUrl', 'error', '_rsc', 'run', 'lab'),
      fc.oneof(segment(), fc.constant('javascript:alert(1)')),
    )
    .map(([key, value]) => `?${key}=${value}&${key}=${value}`),
);

const oddHeaders = fc.dictionary(
  fc.constantFrom(
    'rsc',
    'next-router-state-tree',
    'next-router-prefetch',
    'next-url',
    'accept-language',
    'x-forwarded-for',
    'x-forwarded-host',
    'x-forwarded-proto',
    'x-middleware-subrequest',
    'range',
    'if-none-match',
    'accept',
    'accept-encoding',
    'x-client-address',
    'purpose',
    'sec-fetch-site',
  ),
  fc.oneof(headerValue(), fc.constantFrom('1', '%5B%22%22%5D', '[', 'ko;q=x,,,', '::1', '999.1.1.1, 1.2.3.4')),
  { maxKeys: 3 },
);

/** The usual text eight times in ten, so that most requests come as far as what they are for. */
function mostly(usual: string, ...others: string[]) {
  return fc.oneof({ weight: 8, arbitrary: fc.constant(usual) }, { weight: 2, arbitrary: fc.constantFrom(...others) });
}

/** A request that nobody's browser would send, or nearly so. */
export function fuzzedRequest({ address, actionIds, classId }: FuzzTarget): fc.Arbitrary<FuzzedRequest> {
  const role = fc.constantFrom(...ROLES);
  const origin = mostly(address, '', 'null', 'https://elsewhere.example', 'http://[');
  const otherTypes = [
    'application/json',
    'multipart/form-data; boundary=x',
    'multipart/form-data',
    'application/x-protobuf',
    '',
  ];
  const callType = mostly('text/plain;charset=UTF-8', 'application/x-www-form-urlencoded', ...otherTypes);
  const formType = mostly('application/x-www-form-urlencoded', 'text/plain;charset=UTF-8', ...otherTypes);
  const withCookies = fc
    .tuple(oddHeaders, cookies)
    .map(([headers, cookie]) => (cookie === '' ? headers : { ...headers, cookie }));
  const page = fc
    .tuple(role, mostly('GET', 'HEAD', 'POST', 'PUT', 'OPTIONS', 'DELETE', 'PATCH'), paths, query, withCookies)
    .map(([role, method, path, query, headers]) => ({
      role,
      method,
      path: path.replace('{class}', classId) + query,
      headers,
      body: '',
    }));
  const action = fc
    .tuple(
      role,
      fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...actionIds) }, hostileId()),
      actionBody,
      origin,
      callType,
      fc.constantFrom('/ko', '/en/classes', '/ko/placement', '/ko/sign-up', '/ko/topics/12-consensus-algorithms/quiz'),
      withCookies,
    )
    .map(([role, id, body, origin, type, path, headers]) => ({
      role,
      method: 'POST',
      path,
      headers: {
        ...headers,
        'next-action': id,
        ...(origin ? { origin } : {}),
        ...(type ? { 'content-type': type } : {}),
      },
      body,
    }));
  const auth = fc
    .tuple(
      role,
      fc.constantFrom('GET', 'POST', 'POST'),
      fc.constantFrom(
        'csrf',
        'session',
        'providers',
        'signin',
        'signout',
        'callback/credentials',
        'callback/none',
        'error',
        '_log',
        '',
        'verify-request',
        '%00',
      ),
      query,
      formType,
      authBody,
      withCookies,
    )
    .map(([role, method, name, query, type, body, headers]) => ({
      role,
      method,
      path: `/api/auth/${name}${query}`,
      headers: { ...headers, ...(type ? { 'content-type': type } : {}) },
      body: method === 'POST' ? body : '',
    }));
  return fc.oneof({ weight: 4, arbitrary: page }, { weight: 4, arbitrary: action }, { weight: 2, arbitrary: auth });
}

function hostileId() {
  return fc.oneof(
    fc.stringMatching(/^[0-9a-f]{42}$/),
    headerValue().filter((value) => value.trim() !== ''),
  );
}

const authBody = fc.oneof(
  fc
    .dictionary(fc.constantFrom('csrfToken', 'email', 'password', 'callbackUrl', 'json', 'redirect'), hostileText)
    .map((fields) => new URLSearchParams(fields).toString()),
  actionBody,
  fc.constant(`email=${'x'.repeat(70_000)}`),
);

/** What is no HTTP, or hardly, to be written to a socket as it is. */
export const RAW_REQUESTS: readonly string[] = [
  'GET / HTTP/9.9\r\n\r\n',
  'GET /\0 HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET http://elsewhere.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n',
  'OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
  'CONNECT elsewhere.example:443 HTTP/1.1\r\nHost: x\r\n\r\n',
  `GET / HTTP/1.1\r\nHost: localhost\r\nCookie: ${'a=b; '.repeat(10_000)}\r\n\r\n`,
  `GET /${'a'.repeat(100_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
  'POST /ko HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  'POST /api/auth/signout HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n',
  'POST /ko HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n',
  'GET / HTTP/1.1\r\n\r\n',
  '\u0016\u0003\u0001\u0002\0\u0001\0',
  'GET /ko HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
];
