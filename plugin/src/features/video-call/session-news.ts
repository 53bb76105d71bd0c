import type { EventKind, SessionStatus } from '../../wire';
import { isSession, isSessionStatus } from './answers';
import type { StreamEvent } from './event-stream';

/** What a guest's page has told, which no state of the visit says. */
export interface Signs {
  /** What became of it last; undefined while there is nothing to say of it. */
  readonly camera: 'asked' | 'refused' | undefined;
  /** From 0 to 5, as the page judged its network last: when it got worse, and when it is not weak any more. */
  readonly network: number | undefined;
}

/** How a session stands, as far as its stream has told. */
export interface News {
  readonly status: SessionStatus | undefined;
  /** By visit. */
  readonly signs: ReadonlyMap<string, Signs>;
  /** The number of the newest event, to go on from. */
  readonly last: number | undefined;
  /** Something changed that events do not carry: the session has to be looked up. */
  readonly outdated: boolean;
  /** The problem code of why nothing is heard at the moment; what is known may be old then. */
  readonly trouble: string | undefined;
}

export const NO_NEWS: News = {
  status: undefined,
  signs: new Map(),
  last: undefined,
  outdated: false,
  trouble: undefined
};

const OF_LINKS: readonly EventKind[] = ['invite_issued', 'invite_revoked', 'link_renewed'];
const NO_SIGNS: Signs = { camera: undefined, network: undefined };

type EventFields = Readonly<Partial<Record<'session' | 'visits' | 'visit' | 'kind' | 'detail', unknown>>>;

function noteSigns(signs: News['signs'], { kind, visit, detail }: EventFields): News['signs'] {
  if (typeof visit !== 'string') return signs;
  const before = signs.get(visit) ?? NO_SIGNS;
  const note = (after: Signs) => new Map([...signs, [visit, after]]);
  switch (kind) {
    case 'camera_denied':
      return note({ ...before, camera: 'refused' });
    case 'camera_asked':
      return note({ ...before, camera: 'asked' });
    case 'camera_granted':
      return note({ ...before, camera: undefined });
    case 'network_quality': {
      const level = typeof detail === 'string' && detail !== '' ? Number(detail) : NaN;
      return Number.isInteger(level) ? note({ ...before, network: level }) : signs;
    }
    // Whoever comes anew may be on another network.
    case 'participant_connected':
      return before.network === undefined ? signs : note({ ...before, network: undefined });
    default:
      return signs;
  }
}

/** Events carry session and visits, the snapshot carries everything. */
export function hear(news: News, { event, id, data }: StreamEvent): News {
  const last = id ?? news.last;
  if (event === 'snapshot') return isSessionStatus(data) ? { ...news, status: data, last, outdated: false } : news;
  if (event !== 'event' || typeof data !== 'object' || data === null) return news;
  const fields = data as EventFields;
  const { session, visits, kind } = fields;
  const signs = noteSigns(news.signs, fields);
  const outdated = news.outdated || news.status === undefined || OF_LINKS.some(each => each === kind);
  if (news.status === undefined) return { ...news, signs, last, outdated };
  const status: unknown = { ...news.status, session, visits };
  return isSession(session) && isSessionStatus(status)
    ? { ...news, status, signs, last, outdated }
    : { ...news, signs, last, outdated: true };
}
