import { decodeJoin, fieldsOf } from './decode';
import type { JoinAnswer } from './wire';

const SOURCE = 'flex-video';

/** What the page says to the plugin. Neither message carries anything secret. */
export type PageMessage = { source: typeof SOURCE; type: 'ready' | 'end'; session: string };

/** What the plugin says to the page. */
export type PluginMessage =
  | { type: 'join'; answer: JoinAnswer }
  | { type: 'refused'; code: string }
  | { type: 'ended' };

export function pageMessage(type: PageMessage['type'], session: string): PageMessage {
  return { source: SOURCE, type, session };
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
    default:
      return null;
  }
}
