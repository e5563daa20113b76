import type { Json } from '../core/simulation';
import { TRIGGER_MODES, type TriggerMode } from './keda';

/** A trigger's metadata as YAML has it: strings, of which KEDA reads numbers and booleans itself. */
export type Metadata = Readonly<Record<string, string | number | boolean>>;

export interface TriggerSource {
  readonly metadata: Metadata;
  /** What a TriggerAuthentication gives. */
  readonly authParams?: Metadata | undefined;
  /** The environment of the scaled container, for `hostFromEnv` and the like; not given: it has whatever is named. */
  readonly resolvedEnv?: Metadata | undefined;
}

export type ReadTrigger = { readonly refused: string } | { readonly becomes: { readonly [key: string]: Json } };

class Refused extends Error {}

/** Go's `strconv.ParseBool`. */
const TRUE = ['1', 't', 'T', 'TRUE', 'true', 'True'];
const FALSE = ['0', 'f', 'F', 'FALSE', 'false', 'False'];

/** Those that need rates, which only the management API knows. */
const HTTP_ONLY: readonly TriggerMode[] = TRIGGER_MODES.filter((mode) => mode !== 'QueueLength');

const DEFAULT_VALUE = 20;
const DEFAULT_PAGE_SIZE = 100;

/** An environment variable whose value is not known here. */
const UNKNOWN_HOST = 'amqp://';

/**
 * What KEDA makes of a RabbitMQ trigger's metadata, or why it does not take it. Whether the broker can be reached is not asked; nor is
 * a host missing where another place may name it and the protocol is said. Source: `rabbitmq_scaler.go`, `Validate`, `validateTrigger`.
 */
export function readTriggerMetadata(source: TriggerSource): ReadTrigger {
  try {
    return { becomes: becomesOf(source) };
  } catch (error) {
    if (error instanceof Refused) return { refused: error.message };
    throw error;
  }
}

function becomesOf({ metadata, authParams = {}, resolvedEnv }: TriggerSource): { readonly [key: string]: Json } {
  const text = (name: string) => given(metadata, name);
  const credential = (name: string) => text(name) ?? given(authParams, name);
  const secret = (name: string) => given(authParams, name) ?? fromEnv(name, metadata, resolvedEnv);

  const queueName = text('queueName');
  if (queueName === null) throw new Refused('queueName is required');
  const numbers = {
    queueLength: numberOf('queueLength', text('queueLength')) ?? 0,
    value: numberOf('value', text('value')) ?? 0,
    activationValue: numberOf('activationValue', text('activationValue')) ?? 0,
  };
  const pageSize = numberOf('pageSize', text('pageSize')) ?? DEFAULT_PAGE_SIZE;
  if (!Number.isInteger(pageSize) || pageSize < 1) throw new Refused('pageSize has to be a whole number from 1 up');
  const useRegex = booleanOf('useRegex', text('useRegex'));
  const excludeUnacknowledged = booleanOf('excludeUnacknowledged', text('excludeUnacknowledged'));
  booleanOf('unsafeSsl', text('unsafeSsl'));
  const timeoutMs = durationOf(text('timeout'));
  const host = credential('host') ?? fromEnv('host', metadata, resolvedEnv);
  const protocol = protocolOf(credential('protocol') ?? 'auto', host);
  checkCredentials(secret, protocol);
  if (useRegex && protocol === 'amqp') throw new Refused('useRegex needs protocol http');
  if (excludeUnacknowledged && protocol === 'amqp') throw new Refused('excludeUnacknowledged needs protocol http');

  const trigger = triggerOf(numbers, text('mode'), protocol, timeoutMs);
  const vhostName = credential('vhostName');
  return {
    queueName,
    protocol,
    ...trigger,
    activationValue: numbers.activationValue,
    excludeUnacknowledged,
    ...(useRegex ? { useRegex, pageSize, operation: text('operation') ?? 'sum' } : {}),
    ...(vhostName === null ? {} : { vhostName }),
    ...(timeoutMs === 0 ? {} : { timeoutMs }),
  };
}

interface Numbers {
  readonly queueLength: number;
  readonly value: number;
}

function triggerOf(
  { queueLength, value }: Numbers,
  mode: string | null,
  protocol: 'amqp' | 'http',
  timeoutMs: number,
): { readonly mode: TriggerMode; readonly value: number } {
  const hasMode = mode !== null && mode !== 'Unknown';
  if (queueLength === 0 && !hasMode && value === 0) return { mode: 'QueueLength', value: DEFAULT_VALUE };
  if (queueLength !== 0) {
    if (hasMode || value !== 0) throw new Refused('queueLength is deprecated and stands beside neither mode nor value');
    return { mode: 'QueueLength', value: queueLength };
  }
  if (!hasMode) throw new Refused('mode is required beside value');
  if (value === 0) throw new Refused('value is required beside mode');
  const known = TRIGGER_MODES.find((each) => each === mode);
  if (known === undefined) throw new Refused(`mode is one of ${TRIGGER_MODES.join(', ')}, not ${mode}`);
  if (protocol === 'amqp' && HTTP_ONLY.includes(known)) throw new Refused(`mode ${known} needs protocol http`);
  if (protocol === 'amqp' && timeoutMs !== 0) throw new Refused('timeout needs protocol http');
  return { mode: known, value };
}

function protocolOf(protocol: string, host: string | null): 'amqp' | 'http' {
  if (protocol === 'amqp' || protocol === 'http') return protocol;
  if (protocol !== 'auto') throw new Refused(`protocol is amqp, http or auto, not ${protocol}`);
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(host ?? '')?.[1]?.toLowerCase();
  if (scheme === 'amqp' || scheme === 'amqps') return 'amqp';
  if (scheme === 'http' || scheme === 'https') return 'http';
  throw new Refused('protocol auto needs a host that begins with amqp, amqps, http or https');
}

function checkCredentials(secret: (name: string) => string | null, protocol: 'amqp' | 'http'): void {
  const has = (name: string) => secret(name) !== null;
  const tls = secret('tls') ?? 'disable';
  if (tls !== 'enable' && tls !== 'disable') throw new Refused(`tls is enable or disable, not ${tls}`);
  if (has('cert') !== has('key')) throw new Refused('cert and key come together');
  if (has('username') !== has('password')) throw new Refused('username and password come together');
  if (has('workloadIdentityResource') && protocol === 'amqp')
    throw new Refused('workload identity needs protocol http');
  const oauth = ['oauthTokenURI', 'clientID', 'clientSecret'].filter(has);
  if (oauth.length === 0) return;
  if (oauth.length < 3) throw new Refused('OAuth2 needs oauthTokenURI, clientID and clientSecret');
  if (protocol === 'amqp') throw new Refused('OAuth2 needs protocol http');
  if (has('username') || has('workloadIdentityResource'))
    throw new Refused('OAuth2 stands beside no other credentials');
}

/** What is empty counts as not given. */
function given(metadata: Metadata, name: string): string | null {
  const value = Object.hasOwn(metadata, name) ? String(metadata[name]).trim() : '';
  return value === '' ? null : value;
}

function fromEnv(name: string, metadata: Metadata, resolvedEnv: Metadata | undefined): string | null {
  const variable = given(metadata, `${name}FromEnv`);
  if (variable === null) return null;
  if (resolvedEnv !== undefined) return given(resolvedEnv, variable);
  return name === 'host' ? UNKNOWN_HOST : variable;
}

function numberOf(name: string, text: string | null): number | null {
  if (text === null) return null;
  // As JSON writes numbers.
  if (!/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text)) throw new Refused(`${name} is no number: ${text}`);
  return Number(text);
}

function booleanOf(name: string, text: string | null): boolean {
  if (text === null || FALSE.includes(text)) return false;
  if (TRUE.includes(text)) return true;
  throw new Refused(`${name} is neither true nor false: ${text}`);
}

const UNITS_MS: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1, s: 1e3, m: 6e4, h: 3.6e6 };

/** Milliseconds, or a duration as Go writes it: `1m30s`. */
function durationOf(text: string | null): number {
  if (text === null) return 0;
  const isSpan = /^([+-]?(\d+\.?\d*|\.\d+)(ns|us|µs|ms|s|m|h))+$/.test(text);
  if (!isSpan && !/^[+-]?\d+$/.test(text)) throw new Refused(`timeout is no duration: ${text}`);
  if (text.startsWith('-')) throw new Refused('timeout cannot be negative');
  if (!isSpan) return Number(text);
  const parts = text.matchAll(/(\d+\.?\d*|\.\d+)(ns|us|µs|ms|s|m|h)/g);
  return [...parts].reduce((sum, [, count, unit = 'ms']) => sum + Number(count) * (UNITS_MS[unit] ?? 1), 0);
}
