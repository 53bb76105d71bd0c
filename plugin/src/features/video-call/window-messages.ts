import { type Act, readAct } from './acts';
import { MESSAGE_SOURCE, type PageMessage } from './page-messages';

/** Where a message came from, as far as the decision needs it. */
export interface Sender<W> {
  readonly origin: string;
  readonly window: W | null;
}

/** What the plugin knows. */
export interface Known<W> {
  readonly serviceOrigin: string;
  readonly hasCall: (session: string) => boolean;
  /** The window in which this session's call page was opened; undefined when Flex was reloaded since. */
  readonly windowOf: (session: string) => W | undefined;
}

export type Demand<W> =
  | { readonly act: 'ignore' }
  | { readonly act: 'join' | 'end' | 'watch'; readonly session: string; readonly replyTo: W }
  | { readonly act: 'guests'; readonly session: string; readonly replyTo: W; readonly guests: number | null }
  /** `asked` is undefined for an act of a newer page, or a mistaken one: it has to be told so. */
  | {
      readonly act: 'ask';
      readonly session: string;
      readonly replyTo: W;
      readonly id: number;
      readonly asked: Act | undefined;
    };

function isPageMessage(data: unknown): data is PageMessage {
  if (typeof data !== 'object' || data === null) return false;
  const { source, type, session, id, guests } = data as Record<string, unknown>;
  if (source !== MESSAGE_SOURCE || typeof session !== 'string') return false;
  if (type === 'guests') return guests === null || (Number.isInteger(guests) && Number(guests) >= 0);
  return type === 'ready' || type === 'end' || type === 'watch' || (type === 'ask' && Number.isInteger(id));
}

/**
 * What to do about a message. A join answer is a credential, so it goes only to a page of the service, about a call of this
 * agent, in the window opened for it. When Flex has been reloaded it holds no window, and the first page that asks is taken.
 */
export function readDemand<W>(data: unknown, from: Sender<W>, known: Known<W>): Demand<W> {
  const ignore: Demand<W> = { act: 'ignore' };
  if (from.origin !== known.serviceOrigin || from.window === null || !isPageMessage(data)) return ignore;
  if (!known.hasCall(data.session)) return ignore;
  const expected = known.windowOf(data.session);
  if (expected !== undefined && expected !== from.window) return ignore;
  const about = { session: data.session, replyTo: from.window };
  if (data.type === 'ask') return { act: 'ask', ...about, id: data.id, asked: readAct(data.act) };
  if (data.type === 'guests') return { act: 'guests', ...about, guests: data.guests };
  return { act: data.type === 'ready' ? 'join' : data.type, ...about };
}
