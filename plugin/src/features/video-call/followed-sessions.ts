import type { SessionStatus } from '../../wire';

/** Starts to tell how a session stands; the answer ends that. */
export type Follow = (session: string, tell: (status: SessionStatus) => void) => () => void;

/** A page asks again every 20 s. The timers of a page that the browser has put aside may run once a minute only. */
export const PAGE_IS_GONE_AFTER = 150_000;

interface Followed {
  readonly stop: () => void;
  timer: ReturnType<typeof setTimeout>;
  latest: SessionStatus | undefined;
}

/** The sessions of which a call page is open, each followed once, however often its page asks. */
export class FollowedSessions {
  private readonly followed = new Map<string, Followed>();

  constructor(
    private readonly follow: Follow,
    private readonly tell: (session: string, status: SessionStatus) => void
  ) {}

  /** A page is there. It is told the newest at once, since it may be another page than before. */
  watch(session: string): void {
    const known = this.followed.get(session);
    if (known !== undefined) {
      clearTimeout(known.timer);
      known.timer = this.deadline(session);
      if (known.latest !== undefined) this.tell(session, known.latest);
      return;
    }
    const stop = this.follow(session, status => {
      const now = this.followed.get(session);
      if (now !== undefined) now.latest = status;
      this.tell(session, status);
    });
    this.followed.set(session, { stop, timer: this.deadline(session), latest: undefined });
  }

  forget(session: string): void {
    const known = this.followed.get(session);
    if (known === undefined) return;
    clearTimeout(known.timer);
    known.stop();
    this.followed.delete(session);
  }

  private deadline(session: string): ReturnType<typeof setTimeout> {
    return setTimeout(() => this.forget(session), PAGE_IS_GONE_AFTER);
  }
}
