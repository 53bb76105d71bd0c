import { fieldsOf, oneOf } from './decode';
import type { ArrivalState } from './wire';

/** What the page knows when it opens: who is here, by which link, and whether that link is still good. */
export type Arrival =
  | {
      role: 'customer';
      code: string;
      state: ArrivalState;
      agentName?: string;
      locale?: string;
      wsServer?: string;
      /** Of the text that a guest agrees to before a call that may be recorded. */
      consentVersion?: string;
    }
  | (FromFlex & { role: 'agent' })
  /** Who watches publishes nothing, so that nothing is asked of the browser. */
  | (FromFlex & { role: 'supervisor'; watches: boolean });

interface FromFlex {
  session: string;
  state: ArrivalState;
  flexOrigins?: readonly string[];
}

const STATES: readonly ArrivalState[] = ['open', 'session_ended', 'invite_expired', 'invite_invalid'];

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** That field alone, or nothing when it is no text. */
function filled<Name extends string>(fields: Readonly<Record<string, unknown>>, name: Name): { [N in Name]?: string } {
  const value = fields[name];
  return typeof value === 'string' && value ? ({ [name]: value } as { [N in Name]: string }) : {};
}

function consentIn(value: unknown): { consentVersion?: string } {
  const version = fieldsOf(value)?.['version'];
  return typeof version === 'string' && version ? { consentVersion: version } : {};
}

/** The single segment that follows `/prefix/` in the path, or null. */
function segmentAfter(prefix: string, path: string): string | null {
  const match = /^\/([a-z]+)\/([A-Za-z0-9_.~-]+)\/?$/.exec(path);
  return match && match[1] === prefix ? (match[2] ?? null) : null;
}

/**
 * Reads the arrival JSON the server put into the page. The invite code is taken from the path, because the server does not repeat
 * it. Null when the page was served or addressed in a way that names no call.
 */
export function readArrival(text: string, path: string): Arrival | null {
  const fields = fieldsOf(parsed(text));
  const state = oneOf(STATES, fields?.['state']);
  if (!fields || !state) return null;
  if (fields['role'] === 'customer') {
    const code = segmentAfter('j', path);
    const wsServer = fields['wsServer'];
    if (code === null) return null;
    return {
      role: 'customer',
      code,
      state,
      ...filled(fields, 'agentName'),
      ...filled(fields, 'locale'),
      ...consentIn(fields['consent']),
      // Where the call's signalling is, for the check of the network before there is a token.
      ...(typeof wsServer === 'string' && /^wss?:\/\//.test(wsServer) ? { wsServer } : {})
    };
  }
  const fromFlex = flexIn(fields, state);
  if (fromFlex === null) return null;
  if (fields['role'] === 'agent') return { role: 'agent', ...fromFlex };
  return fields['role'] === 'supervisor'
    ? { role: 'supervisor', watches: fields['viewOnly'] === true, ...fromFlex }
    : null;
}

function flexIn(fields: Readonly<Record<string, unknown>>, state: ArrivalState): FromFlex | null {
  const session = fields['session'];
  const origins = fields['flexOrigins'];
  if (typeof session !== 'string' || session === '') return null;
  if (origins === undefined) return { session, state };
  if (!Array.isArray(origins)) return null;
  return { session, state, flexOrigins: origins.filter(each => typeof each === 'string') };
}
