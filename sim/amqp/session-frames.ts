import type { Json } from '../core/simulation';
import { readByClient } from './broker/field-values';
import type { FieldValue, ServerMethod } from './broker/frames';

/**
 * A frame as a line session prints it: AMQP's names with underscores. A closing frame gives its code and text under short
 * names as well; a frame on another connection than the default one names it.
 */
export function frameJson(frame: ServerMethod, connection: string | null): Json {
  const printed: Record<string, Json> = {};
  for (const [name, value] of Object.entries(frame)) {
    if (name === 'messageNumber') continue;
    printed[snakeCase(name)] = name === 'properties' ? propertiesJson(value) : (value as Json);
  }
  if (frame.method === 'channel.close' || frame.method === 'connection.close') {
    printed.code = frame.replyCode;
    printed.text = frame.replyText;
  }
  if (connection !== null) printed.connection = connection;
  return printed;
}

function propertiesJson(properties: unknown): Json {
  const named = Object.entries(properties as Record<string, Json>).map(([name, value]) => [
    snakeCase(name),
    name === 'headers' ? (readByClient(value as FieldValue) as Json) : value,
  ]);
  return Object.fromEntries(named) as Json;
}

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
