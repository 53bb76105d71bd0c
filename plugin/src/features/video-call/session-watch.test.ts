import { describe, expect, it } from 'vitest';
import type { SessionStatus } from '../../wire';
import { NO_NEWS, type News } from './session-news';
import { SessionWatch } from './session-watch';

const news: News = { ...NO_NEWS, status: { session: { id: 's1' } } as unknown as SessionStatus };

function setUp() {
  const log: string[] = [];
  let tell: (told: News) => void = () => undefined;
  const watch = new SessionWatch(
    (session, say) => {
      log.push(`follow ${session}`);
      tell = say;
      return () => log.push(`stop ${session}`);
    },
    session => log.push(`news of ${session}`)
  );
  return { watch, log, tell: () => tell(news) };
}

describe('SessionWatch', () => {
  it('follows once, and knows the newest', () => {
    const { watch, log, tell } = setUp();
    watch.begin('s1');
    watch.begin('s1');
    expect(watch.newsOf('s1')).toBe(NO_NEWS);
    tell();
    expect(log).toEqual(['follow s1', 'news of s1']);
    expect(watch.newsOf('s1')).toBe(news);
  });

  it('ends once, and begins anew', () => {
    const { watch, log } = setUp();
    watch.begin('s1');
    watch.end('s1');
    watch.end('s1');
    expect(watch.newsOf('s1')).toBe(NO_NEWS);
    watch.begin('s1');
    expect(log).toEqual(['follow s1', 'stop s1', 'follow s1']);
  });
});
