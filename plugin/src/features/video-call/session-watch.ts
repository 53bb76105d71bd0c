import { NO_NEWS, type News } from './session-news';

/** Starts to tell how a session stands; the answer ends that. */
export type Follow = (session: string, tell: (news: News) => void) => () => void;

interface Watched {
  readonly stop: () => void;
  news: News;
}

/** The sessions of this agent's calls, each followed once for as long as its call is there. */
export class SessionWatch {
  private readonly watched = new Map<string, Watched>();

  constructor(
    private readonly follow: Follow,
    private readonly tell: (session: string, news: News) => void
  ) {}

  /** Of a session that is followed already, nothing changes. */
  begin(session: string): void {
    if (this.watched.has(session)) return;
    const watched: Watched = { stop: () => stop(), news: NO_NEWS };
    this.watched.set(session, watched);
    const stop = this.follow(session, news => {
      watched.news = news;
      this.tell(session, news);
    });
  }

  end(session: string): void {
    this.watched.get(session)?.stop();
    this.watched.delete(session);
  }

  newsOf(session: string): News {
    return this.watched.get(session)?.news ?? NO_NEWS;
  }
}
