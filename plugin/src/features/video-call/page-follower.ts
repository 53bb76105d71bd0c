import type { SessionStatus, Visit } from '../../wire';
import type { Outcome } from './api';
import { OVER } from './problems';
import { TRY_AGAIN_AFTER } from './session-follower';
import { NO_NEWS, type News } from './session-news';
import type { Follow } from './session-watch';

type Tell = (news: News) => void;
type LookUp = (session: string) => Promise<Outcome<SessionStatus>>;

/** How often a session is looked up whose call the agent is not in, in milliseconds. */
export const LOOK_EVERY = 60_000;

export interface PageFollower {
  readonly follow: Follow;
  /** How many guests the session's page sees in the call; null when it is not in it any more. */
  readonly meet: (session: string, guests: number | null) => void;
}

interface Following {
  readonly meet: (guests: number | null) => void;
  readonly stop: () => void;
}

/** Follows sessions where no service tells of them: each is looked up now and then, and its agent's page says whom it sees. */
export function createPageFollower(lookUp: LookUp): PageFollower {
  const followed = new Map<string, Following>();
  return {
    follow: (session, tell) => {
      const following = followPage(() => lookUp(session), tell);
      followed.set(session, following);
      return () => {
        following.stop();
        followed.delete(session);
      };
    },
    meet: (session, guests) => followed.get(session)?.meet(guests)
  };
}

function followPage(lookUp: () => ReturnType<LookUp>, tell: Tell): Following {
  let news = NO_NEWS;
  let seen: number | null = null;
  /** Whether a guest has been seen since the page came into the call. */
  let came = false;
  let failures = 0;
  /** Grows with every look, of which only the newest counts. */
  let round = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const say = (): void => {
    const { status } = news;
    tell(status === undefined ? news : { ...news, status: { ...status, visits: came ? [visitOf(status, seen)] : [] } });
  };

  const look = async (): Promise<void> => {
    clearTimeout(timer);
    const mine = ++round;
    const outcome = await lookUp();
    if (mine !== round) return;
    news = noteAnswer(news, outcome);
    failures = outcome.ok ? 0 : failures + 1;
    const { status, trouble } = news;
    const wait = TRY_AGAIN_AFTER[Math.min(failures, TRY_AGAIN_AFTER.length) - 1] ?? LOOK_EVERY;
    // Who is in the call hears of its end.
    if (status?.session.state !== 'ended' && (trouble !== undefined || seen === null))
      timer = setTimeout(() => void look(), wait);
    say();
  };

  void look();
  return {
    meet: guests => {
      const fewer = guests === null || guests < (seen ?? 0);
      seen = guests;
      came = guests !== null && (came || guests > 0);
      say();
      // The room may have ended.
      if (fewer) void look();
    },
    stop: () => {
      round += 1;
      clearTimeout(timer);
    }
  };
}

function noteAnswer(news: News, outcome: Outcome<SessionStatus>): News {
  if (outcome.ok) return { ...NO_NEWS, status: outcome.value };
  const { status } = news;
  return status !== undefined && OVER.includes(outcome.code)
    ? { ...NO_NEWS, status: { ...status, session: { ...status.session, state: 'ended' } } }
    : { ...news, trouble: outcome.code };
}

/** The guests that are seen, as the service would say it. */
function visitOf({ session }: SessionStatus, guests: number | null): Visit {
  const state = guests === 0 ? 'left' : 'in_room';
  return { id: 'guest', state, role: 'customer', openedAt: session.openedAt };
}
