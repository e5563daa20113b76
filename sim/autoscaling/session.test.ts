import { describe, expect, test } from 'vitest';
import { createAutoscalingSession } from './session';

function ask(line: object): unknown {
  const [answer] = createAutoscalingSession().feed(JSON.stringify(line));
  return answer;
}

const desired = (replicas: object) => (ask({ replicas }) as { desired: number }).desired;

describe('replicas, as the tables of replica_calculator_test.go have them', () => {
  test.each([
    // CPU of pods that request a whole processor, or half of one.
    ['up', { currentReplicas: 3, targetPercent: 30, requestMilli: 1_000, valuesMilli: [300, 500, 700] }, 5],
    [
      'an unready pod dampens',
      { currentReplicas: 3, targetPercent: 30, requestMilli: 1_000, valuesMilli: [500, 700], unready: 1 },
      4,
    ],
    ['down', { currentReplicas: 5, targetPercent: 50, requestMilli: 1_000, valuesMilli: [100, 300, 500, 250, 250] }, 3],
    [
      'missing, down',
      { currentReplicas: 4, targetPercent: 100, requestMilli: 500, valuesMilli: [400, 95], missing: 2 },
      3,
    ],
    [
      'missing, as wanted',
      { currentReplicas: 2, targetPercent: 100, requestMilli: 1_000, valuesMilli: [1_000], missing: 1 },
      2,
    ],
    [
      'missing, above',
      { currentReplicas: 2, targetPercent: 100, requestMilli: 1_000, valuesMilli: [1_900], missing: 1 },
      2,
    ],
    [
      'missing, below',
      { currentReplicas: 2, targetPercent: 100, requestMilli: 1_000, valuesMilli: [600], missing: 1 },
      2,
    ],
    [
      'superfluous',
      { currentReplicas: 4, targetPercent: 100, requestMilli: 1_000, valuesMilli: [4_000, 9_500, 3_000, 7_000] },
      24,
    ],
  ])('resource: %s', (_, asked, expected) => {
    expect(desired({ kind: 'resource', ...asked })).toBe(expected);
  });

  test.each([
    ['pods', { currentReplicas: 3, targetMilli: 15_000, valuesMilli: [20_000, 10_000, 30_000] }, 4],
    ['pods', { currentReplicas: 3, targetMilli: 15_000, valuesMilli: [50_000, 10_000], unready: 1 }, 4],
    ['object', { currentReplicas: 3, targetMilli: 15_000, totalMilli: 20_000, readyPods: 3 }, 4],
    ['object', { currentReplicas: 0, targetMilli: 15_000, totalMilli: 20_000, readyPods: 0 }, 2],
    ['external', { currentReplicas: 1, targetMilli: 4_400, totalMilli: 8_600, readyPods: 1 }, 2],
    ['external', { currentReplicas: 5, targetMilli: 14_334, totalMilli: 8_600, readyPods: 5 }, 3],
    ['external', { currentReplicas: 3, targetMilli: 8_888, totalMilli: 8_600, readyPods: 3 }, 3],
    ['externalPerPod', { currentReplicas: 3, targetMilli: 2_150, totalMilli: 8_600 }, 4],
    ['externalPerPod', { currentReplicas: 5, targetMilli: 2_867, totalMilli: 8_600 }, 3],
    ['externalPerPod', { currentReplicas: 3, targetMilli: 2_900, totalMilli: 8_600 }, 3],
  ])('%s %j', (kind, asked, expected) => {
    expect(desired({ kind, ...asked })).toBe(expected);
  });

  test('a total of 100 for 30 a pod is 4 pods, and not the 7 of a total that is taken for an average', () => {
    const asked = { currentReplicas: 2, targetMilli: 30_000, totalMilli: 100_000, readyPods: 2 };
    expect(desired({ kind: 'externalPerPod', ...asked })).toBe(4);
    expect(desired({ kind: 'external', ...asked })).toBe(7);
  });

  test('the ratio 1.1 is computed as each version does, and 0.9 is within the tolerance of both', () => {
    const asked = { kind: 'externalPerPod', currentReplicas: 1, targetMilli: 10_000, totalMilli: 11_000 };
    expect(desired(asked)).toBe(2);
    expect(desired({ ...asked, kubernetes: '1.33' })).toBe(1);
    const below = { kind: 'externalPerPod', currentReplicas: 10, targetMilli: 10_000, totalMilli: 90_000 };
    expect(desired(below)).toBe(10);
    expect(desired({ ...below, kubernetes: '1.33' })).toBe(10);
  });

  test('without a metric of any ready pod nothing changes', () => {
    const asked = { kind: 'pods', currentReplicas: 4, targetMilli: 10_000, valuesMilli: [], missing: 4 };
    expect(ask({ replicas: asked })).toMatchObject({ desired: 4, error: expect.any(String) });
  });
});

interface TimelineAnswer {
  readonly changes: readonly { t: number; raw: number; stabilised: number; replicas: number; limit: string }[];
  readonly endReplicas: number;
}

const HPA = {
  ...{ min: 1, max: 20, scaleUpWindowS: 0, scaleDownWindowS: 0, scaleUp: [], scaleDown: [] },
  ...{ value: 10, startReplicas: 1, syncS: 15 },
};

const timeline = (hpa: object, series: readonly unknown[], untilS: number) =>
  ask({ timeline: { ...HPA, ...hpa }, series, untilS }) as TimelineAnswer;

const steps = ({ changes }: TimelineAnswer) => changes.map(({ t, replicas, limit }) => [t, replicas, limit]);

describe('timeline', () => {
  test('two pods in thirty seconds come to nineteen, which is near enough to twenty', () => {
    const settings = { scaleDownWindowS: 300, scaleUp: [['Pods', 2, 30]], scaleDown: [['Percent', 50, 60]] };
    const answer = timeline(settings, [[0, 200]], 300);
    expect(answer.changes[0]).toEqual({ t: 0, raw: 20, stabilised: 20, replicas: 3, limit: 'ScaleUpLimit' });
    expect(answer.endReplicas).toBe(19);
    expect(timeline({ ...settings, toleranceMilli: 0 }, [[0, 200]], 300).endReplicas).toBe(20);
  });

  test('the window takes its largest proposal, not the last value once it is over', () => {
    const series = [
      [0, 100],
      [60, 10],
      [120, 60],
      [180, 10],
    ];
    expect(steps(timeline({ scaleDownWindowS: 300, startReplicas: 10 }, series, 900))).toEqual([
      [345, 6, 'ScaleDownStabilized'],
      [465, 1, 'DesiredWithinRange'],
    ]);
  });

  test('with a window for either way, what asks for fewer never makes more of them', () => {
    const settings = { startReplicas: 17, max: 40, scaleUpWindowS: 300, scaleDownWindowS: 600 };
    const series = [
      [0, 170],
      [60, 210],
      [90, 140],
    ];
    const answer = timeline(settings, series, 1_200);
    expect(
      answer.changes.every(({ raw, replicas }, at) => {
        const before = answer.changes[at - 1]?.replicas ?? 17;
        return !(raw < before && replicas > before);
      }),
    ).toBe(true);
    expect(answer.endReplicas).toBe(14);
  });

  test('of two policies the one that changes more counts, and with Min the one that changes less', () => {
    const scaleUp = [
      ['Pods', 4, 60],
      ['Percent', 100, 60],
    ];
    expect(timeline({ scaleUp, startReplicas: 10, max: 100 }, [[0, 1_000]], 15).endReplicas).toBe(20);
    expect(timeline({ scaleUp, startReplicas: 10, max: 100, selectUp: 'Min' }, [[0, 1_000]], 15).endReplicas).toBe(14);
    expect(timeline({ scaleUp, startReplicas: 10, max: 100, selectUp: 'Disabled' }, [[0, 1_000]], 15).endReplicas).toBe(
      10,
    );
    const scaleDown = [
      ['Pods', 5, 60],
      ['Percent', 10, 60],
    ];
    expect(timeline({ scaleDown, startReplicas: 20 }, [[0, 10]], 15).endReplicas).toBe(15);
    expect(timeline({ scaleDown, startReplicas: 20, selectDown: 'Min' }, [[0, 10]], 15).endReplicas).toBe(18);
  });

  test('a share is rounded up on the way up and cut off on the way down', () => {
    expect(timeline({ scaleUp: [['Percent', 10, 15]] }, [[0, 100]], 15).endReplicas).toBe(2);
    expect(timeline({ scaleDown: [['Percent', 50, 15]], startReplicas: 5 }, [[0, 10]], 15).endReplicas).toBe(2);
  });

  test('bounds say which of them it was', () => {
    expect(
      steps(
        timeline(
          { max: 5 },
          [
            [0, 200],
            [60, 0],
          ],
          120,
        ),
      ),
    ).toEqual([
      [0, 5, 'TooManyReplicas'],
      [60, 1, 'TooFewReplicas'],
    ]);
    expect(steps(timeline({ max: 5, startReplicas: 9 }, [[0, 200]], 60))).toEqual([[0, 5, 'TooManyReplicas']]);
    expect(steps(timeline({ min: 3 }, [[0, 200]], 15))).toEqual([[0, 3, 'TooFewReplicas']]);
  });

  test('of several triggers the largest proposal wins, and one that cannot be asked keeps pods', () => {
    expect(timeline({ value: [10, 5] }, [[0, [30, 40]]], 15).endReplicas).toBe(8);
    const broken = timeline({ value: [10, 5], startReplicas: 8 }, [[0, [10, null]]], 600);
    expect(broken.endReplicas).toBe(8);
    expect(timeline({ value: [10, 5], startReplicas: 2 }, [[0, [60, null]]], 15).endReplicas).toBe(6);
  });

  test('an HPA leaves a target without replicas alone', () => {
    expect(timeline({ startReplicas: 0 }, [[0, 200]], 600)).toEqual({ changes: [], endReplicas: 0 });
  });
});

describe('scaler', () => {
  const scaler = (settings: object) =>
    ask({
      scaler: {
        ...{ protocol: 'http', mode: 'QueueLength', ready: 0, unacked: 22, excludeUnacknowledged: false },
        ...{ publishRate: 0, deliverGetRate: 0, value: 10, activationValue: 0, currentReplicas: 1, min: 1, max: 5 },
        ...settings,
      },
    });

  test('22 messages in hand are 22 over HTTP and none over AMQP', () => {
    const three = { metricMilli: 22_000, active: true, activeReason: 'ScalerActive', hpaRaw: 3, hpaBounded: 3 };
    expect(scaler({})).toEqual(three);
    const none = { metricMilli: 0, active: false, activeReason: 'ScalerNotActive', hpaRaw: 0, hpaBounded: 1 };
    expect(scaler({ protocol: 'amqp' })).toEqual(none);
    expect(scaler({ excludeUnacknowledged: true })).toEqual(none);
  });

  test.each([
    ['MessageRate', { publishRate: 1.4 }, 1_400, true],
    ['MessageRate', { publishRate: 0, ready: 1 }, 0, true],
    ['DeliverGetRate', { deliverGetRate: 18.5 }, 18_500, true],
    ['DeliverGetRate', { publishRate: 5 }, 0, false],
    ['PublishedToDeliveredRatio', { publishRate: 5, deliverGetRate: 2 }, 2_500, true],
    ['PublishedToDeliveredRatio', { publishRate: 5, activationValue: 3 }, 3_000, true],
    ['ExpectedQueueConsumptionTime', { publishRate: 4, deliverGetRate: 2, ready: 10, unacked: 10 }, 11_000, true],
    ['ExpectedQueueConsumptionTime', { publishRate: 0, deliverGetRate: 40 }, 0, false],
    ['ExpectedQueueConsumptionTime', { activationValue: 7, unacked: 3 }, 7_000, true],
  ])('%s %j', (mode, settings, metricMilli, active) => {
    expect(scaler({ mode, ...settings })).toMatchObject({ metricMilli, active });
  });

  test('what the trigger would be refused for is refused', () => {
    expect(scaler({ protocol: 'amqp', mode: 'MessageRate' })).toHaveProperty('refused');
    expect(scaler({ protocol: 'amqp', excludeUnacknowledged: true })).toHaveProperty('refused');
  });

  test('a half thousandth goes to the even neighbour', () => {
    expect(scaler({ mode: 'MessageRate', publishRate: 0.0625 })).toMatchObject({ metricMilli: 62 });
    expect(scaler({ mode: 'MessageRate', publishRate: 0.1875 })).toMatchObject({ metricMilli: 188 });
  });
});

describe('validate', () => {
  const validate = (metadata: object, more: object = {}) => ask({ validate: metadata, ...more });
  const amqp = { queueName: 'sample', host: 'amqp://host' };
  const http = { queueName: 'sample', host: 'http://host' };

  test.each([
    {},
    { queueLength: 'AA', ...amqp },
    { queueLength: '10', host: 'amqp://host' },
    { queueName: 'sample', host: 'something://' },
    { queueLength: '10', mode: 'QueueLength', ...http },
    { queueLength: '10', value: '20', ...http },
    { mode: 'QueueLength', ...http },
    { value: '20', ...http },
    { mode: 'Feelings', value: '20', ...http },
    { mode: 'QueueLength', value: 'lots', ...http },
    { mode: 'MessageRate', value: '1000', ...amqp },
    { mode: 'DeliverGetRate', value: '1000', ...amqp },
    { useRegex: 'true', ...amqp },
    { mode: 'QueueLength', value: '1000', timeout: '-10', ...http },
    { mode: 'QueueLength', value: '1000', timeout: 'error', ...http },
    { mode: 'QueueLength', value: '1000', timeout: '10', ...amqp },
    { pageSize: '-1', useRegex: 'true', ...http },
    { pageSize: 'a', useRegex: 'true', ...http },
    { activationValue: 'AA', queueLength: '10', ...amqp },
    { excludeUnacknowledged: 'true', ...amqp },
    { unsafeSsl: 'random', ...http },
    { protocol: 'grpc', ...http },
  ])('%j is refused', (metadata) => {
    expect(validate(metadata)).toEqual({ refused: expect.any(String) });
  });

  test.each([
    [{ ...amqp }, { mode: 'QueueLength', value: 20, protocol: 'amqp' }],
    [
      { queueLength: '10', ...amqp },
      { mode: 'QueueLength', value: 10 },
    ],
    [
      { mode: 'MessageRate', value: '1000', ...http },
      { mode: 'MessageRate', value: 1_000, protocol: 'http' },
    ],
    [{ queueName: 'sample', host: 'https://' }, { protocol: 'http' }],
    [{ queueName: 'sample', hostFromEnv: 'RABBITMQ' }, { protocol: 'amqp' }],
    [{ excludeUnacknowledged: 'True', ...http }, { excludeUnacknowledged: true }],
    [{ queueName: 'scan.vision', protocol: 'amqp', mode: 'QueueLength', value: '10' }, { value: 10 }],
    // Nothing is said of the metric: the check of the timeout is never come to.
    [
      { timeout: '10', ...amqp },
      { value: 20, timeoutMs: 10 },
    ],
    [{ timeout: '1m30s', ...http }, { timeoutMs: 90_000 }],
    [{ vhostName: 'eco2', ...http }, { vhostName: 'eco2' }],
  ])('%j is taken', (metadata, becomes) => {
    expect(validate(metadata)).toEqual({ becomes: expect.objectContaining(becomes) });
  });

  test('credentials come together, and some of them over HTTP alone', () => {
    const refused = (authParams: object, metadata: object = http) =>
      'refused' in (validate(metadata, { authParams }) as object);
    expect(refused({ username: 'user' })).toBe(true);
    expect(refused({ username: 'user', password: 'secret' })).toBe(false);
    expect(refused({ tls: 'enable', cert: 'cert' })).toBe(true);
    expect(refused({ tls: 'yes' })).toBe(true);
    const oauth = { oauthTokenURI: 'https://host', clientID: 'id', clientSecret: 'secret' };
    expect(refused(oauth)).toBe(false);
    expect(refused(oauth, amqp)).toBe(true);
    expect(refused({ ...oauth, username: 'user', password: 'secret' })).toBe(true);
  });
});

describe('operator', () => {
  const operator = (settings: object) =>
    ask({
      operator: {
        ...{ active: false, error: false, replicas: 3, min: 0, idle: null, lastActiveAgoS: 9_999, cooldownS: 300 },
        ...settings,
      },
    });

  test.each([
    [{ min: 2 }, 3, 'ScalerNotActive'],
    [{}, 0, 'ScalerNotActive'],
    [{ lastActiveAgoS: 300 }, 3, 'ScalerCooldown'],
    [{ lastActiveAgoS: 301 }, 0, 'ScalerNotActive'],
    [{ lastActiveAgoS: null }, 0, 'ScalerNotActive'],
    [{ min: 5, replicas: 1 }, 5, 'ScalerNotActive'],
    [{ min: 5, idle: 0, replicas: 10 }, 0, 'ScalerNotActive'],
    [{ min: 5, idle: 2, replicas: 2 }, 2, 'ScalerNotActive'],
    [{ active: true, replicas: 0 }, 1, 'ScalerActive'],
    [{ active: true, replicas: 0, min: 4 }, 4, 'ScalerActive'],
    [{ active: true, min: 5, idle: 0, replicas: 2 }, 5, 'ScalerActive'],
    [{ active: true, min: 5, replicas: 2 }, 2, 'ScalerActive'],
    [{ error: true }, 3, 'ScalerNotActive'],
    [{ error: true, fallbackReplicas: 5 }, 3, 'ScalerNotActive'],
    [{ active: true, error: true, replicas: 0 }, 1, 'ScalerActive'],
    [{ pauseScaleIn: true }, 3, 'ScalerNotActive'],
    [{ active: true, replicas: 0, pauseScaleOut: true }, 0, 'ScalerActive'],
    [{ forceActivation: true, replicas: 0 }, 1, 'ScalerActive'],
  ])('%j', (settings, replicas, activeReason) => {
    expect(operator(settings)).toEqual({ replicas, activeReason });
  });
});

describe('rabbitmq', () => {
  const rabbitmq = (settings: object) =>
    ask({ rabbitmq: { type: 'classic', published: 22, consumers: [], ...settings } });
  const http = (messages: number, ready: number) => ({
    messages,
    messages_ready: ready,
    messages_unacknowledged: messages - ready,
  });

  test('what the first consumer has taken is not there for the second, and not for a passive declare', () => {
    expect(rabbitmq({ consumers: [{ prefetch: 100 }, { prefetch: 100 }] })).toEqual({
      ...{ amqp: { messageCount: 0, consumerCount: 2 }, http: http(22, 0), deliveredTo: [22, 0] },
    });
  });

  test('each acknowledgement makes room for one more', () => {
    expect(rabbitmq({ published: 10, consumers: [{ prefetch: 1 }, { prefetch: 1 }], acked: 4 })).toEqual({
      ...{ amqp: { messageCount: 4, consumerCount: 2 }, http: http(6, 4), deliveredTo: [3, 3] },
    });
  });

  test('what a dead consumer held is given to the others', () => {
    expect(rabbitmq({ consumers: [{ prefetch: 100 }, { prefetch: 5 }], die: 0 })).toEqual({
      ...{ amqp: { messageCount: 17, consumerCount: 1 }, http: http(22, 17), deliveredTo: [22, 5] },
    });
  });

  test('without acknowledgements nothing is left of what was delivered', () => {
    expect(rabbitmq({ consumers: [{ prefetch: 5 }], autoAck: true })).toEqual({
      ...{ amqp: { messageCount: 0, consumerCount: 1 }, http: http(0, 0), deliveredTo: [22] },
    });
  });
});

test.each([
  'nonsense',
  '[]',
  '{}',
  '{"scaler":{}}',
  '{"operator":{"active":1}}',
  '{"rabbitmq":{"published":1,"consumers":[],"die":0}}',
  '{"replicas":{"kind":"pods","currentReplicas":1,"targetMilli":1}}',
  '{"timeline":{"min":1,"max":2,"value":[1,2],"startReplicas":1},"series":[[0,[1]]],"untilS":15}',
  '{"timeline":{"min":1,"max":2,"value":1,"startReplicas":1},"series":[[5,1],[0,1]],"untilS":15}',
])('%s is no line', (line) => {
  expect(() => createAutoscalingSession().feed(line)).toThrow();
});
