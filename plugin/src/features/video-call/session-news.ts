import type { EventKind, SessionStatus } from '../../wire';
import { isSession, isSessionStatus } from './answers';
import type { StreamEvent } from './event-stream';

/** How a session stands, as far as its stream has told. */
export interface News {
  readonly status: SessionStatus | undefined;
  /** The number of the newest event, to go on from. */
  readonly last: number | undefined;
  /** Something changed that events do not carry: the session has to be looked up. */
  readonly outdated: boolean;
}

export const NO_NEWS: News = { status: undefined, last: undefined, outdated: false };

const OF_LINKS: readonly EventKind[] = ['invite_issued', 'invite_revoked', 'link_renewed'];

/** Events carry session and visits, the snapshot carries everything. */
export function hear(news: News, { event, id, data }: StreamEvent): News {
  const last = id ?? news.last;
  if (event === 'snapshot') return isSessionStatus(data) ? { status: data, last, outdated: false } : news;
  if (event !== 'event' || typeof data !== 'object' || data === null) return news;
  const { session, visits, kind } = data as Partial<Record<'session' | 'visits' | 'kind', unknown>>;
  const outdated = news.outdated || news.status === undefined || OF_LINKS.some(each => each === kind);
  if (news.status === undefined) return { ...news, last, outdated };
  const status: unknown = { ...news.status, session, visits };
  return isSession(session) && isSessionStatus(status) ? { status, last, outdated } : { ...news, last, outdated: true };
}
