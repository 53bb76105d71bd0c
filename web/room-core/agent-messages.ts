import type { ActName, Acts } from './agent-acts';
import { decodeJoin, fieldsOf } from './decode';
import { type Outcome, UNEXPECTED_ANSWER } from './outcome';
import { decodeStatus, type SessionStatus } from './session-status';
import type { JoinAnswer } from './wire';

const SOURCE = 'flex-video';

/** What the page says to the plugin. No message carries anything secret. */
export type PageMessage =
  | { source: typeof SOURCE; type: 'ready' | 'end' | 'watch'; session: string }
  | { source: typeof SOURCE; type: 'guests'; session: string; guests: number | null }
  | { source: typeof SOURCE; type: 'ask'; session: string; id: number; act: object };

/** What the plugin says to the page. */
export type PluginMessage =
  | { type: 'join'; answer: JoinAnswer }
  | { type: 'refused'; code: string }
  | { type: 'ended' }
  | { type: 'status'; status: SessionStatus }
  /** Of the question with that id; what is in `value`, decodeActAnswer() tells. */
  | { type: 'answered'; id: number; outcome: Outcome<unknown> };

export function pageMessage(type: 'ready' | 'end' | 'watch', session: string): PageMessage {
  return { source: SOURCE, type, session };
}

/** How many guests the page sees in the call; null while it is not in it itself. */
export function guestsMessage(session: string, guests: number | null): PageMessage {
  return { source: SOURCE, type: 'guests', session, guests };
}

export function askMessage<Name extends ActName>(
  session: string,
  id: number,
  name: Name,
  asked: Acts[Name]['asked']
): PageMessage {
  return { source: SOURCE, type: 'ask', session, id, act: { ...asked, name } };
}

/** Null for everything that is not a message of the plugin about this session; other scripts may talk to this window too. */
export function decodePluginMessage(data: unknown, session: string): PluginMessage | null {
  const fields = fieldsOf(data);
  if (!fields || fields['source'] !== SOURCE || fields['session'] !== session) return null;
  switch (fields['type']) {
    case 'join': {
      const answer = decodeJoin(fields['answer']);
      return answer ? { type: 'join', answer } : null;
    }
    case 'refused':
      return { type: 'refused', code: typeof fields['code'] === 'string' ? fields['code'] : 'internal_error' };
    case 'ended':
      return { type: 'ended' };
    case 'status': {
      const status = decodeStatus(fields['status']);
      return status && { type: 'status', status };
    }
    case 'answered':
      return decodeAnswered(fields);
    default:
      return null;
  }
}

function decodeAnswered(fields: Readonly<Record<string, unknown>>): PluginMessage | null {
  const { id, ok, value, code } = fields;
  if (typeof id !== 'number' || typeof ok !== 'boolean') return null;
  if (ok) return { type: 'answered', id, outcome: { ok, value } };
  return { type: 'answered', id, outcome: { ok, code: typeof code === 'string' ? code : UNEXPECTED_ANSWER } };
}
