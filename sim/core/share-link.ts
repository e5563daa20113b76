import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate';
import { RECORDING_CHARACTERS_MAX } from './limits';
import { type ParsedRecording, parseRecording, type Recording } from './recording';
import type { Simulation } from './simulation';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Deflate expands at most 1032 times, so one slice of input yields at most about 1 MiB before the bound is checked again. */
const INFLATE_SLICE_BYTES = 1024;

/** A recording as text for a link: URL-safe base64 (RFC 4648 §5, no padding) of deflated JSON. */
export function encodeRecording<Config, Command>(recording: Recording<Config, Command>): string {
  return toBase64Url(deflateSync(strToU8(JSON.stringify(recording)), { level: 9 }));
}

/** Reads what `encodeRecording` wrote. Refuses as `parseRecording` does; what expands beyond its limit is never expanded. */
export function decodeRecording<Config, State, Command, Event>(
  text: string,
  simulation: Simulation<Config, State, Command, Event>,
): ParsedRecording<Config, Command> {
  if (text.length > RECORDING_CHARACTERS_MAX) {
    return { ok: false, reason: 'too-large', message: `a link has at most ${RECORDING_CHARACTERS_MAX} characters` };
  }
  const bytes = fromBase64Url(text);
  if (bytes === null) return { ok: false, reason: 'broken-json', message: 'the link is damaged' };
  const json = inflateBounded(bytes, RECORDING_CHARACTERS_MAX);
  if (!json.ok) return { ok: false, reason: json.reason, message: json.message };
  return parseRecording(json.text, simulation);
}

type Inflated =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: 'broken-json' | 'too-large'; readonly message: string };

function inflateBounded(bytes: Uint8Array, bytesMax: number): Inflated {
  const parts: Uint8Array[] = [];
  let length = 0;
  let ended = false;
  const inflate = new Inflate((part, final) => {
    parts.push(part);
    length += part.length;
    ended = final;
  });
  try {
    for (let start = 0; start < bytes.length || start === 0; start += INFLATE_SLICE_BYTES) {
      const stop = start + INFLATE_SLICE_BYTES;
      inflate.push(bytes.subarray(start, stop), stop >= bytes.length);
      if (length > bytesMax) return { ok: false, reason: 'too-large', message: `more than ${bytesMax} bytes` };
    }
  } catch {
    return { ok: false, reason: 'broken-json', message: 'the link is damaged' };
  }
  if (!ended) return { ok: false, reason: 'broken-json', message: 'the link is cut short' };
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return { ok: true, text: strFromU8(whole) };
}

function toBase64Url(bytes: Uint8Array): string {
  let text = '';
  for (let index = 0; index < bytes.length; index += 3) {
    const left = bytes.length - index;
    const word = ((bytes[index] ?? 0) << 16) | ((bytes[index + 1] ?? 0) << 8) | (bytes[index + 2] ?? 0);
    text += ALPHABET.charAt(word >> 18) + ALPHABET.charAt((word >> 12) & 63);
    if (left > 1) text += ALPHABET.charAt((word >> 6) & 63);
    if (left > 2) text += ALPHABET.charAt(word & 63);
  }
  return text;
}

/** Null when a character is outside the alphabet or the length is impossible. */
function fromBase64Url(text: string): Uint8Array | null {
  if (text.length % 4 === 1) return null;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let word = 0;
  let bits = 0;
  let length = 0;
  for (const character of text) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) return null;
    word = ((word << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[length] = (word >> bits) & 0xff;
    length += 1;
  }
  return bytes;
}
