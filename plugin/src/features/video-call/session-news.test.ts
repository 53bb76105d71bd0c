import { describe, expect, it } from 'vitest';
import type { SessionStatus } from '../../wire';
import { hear, NO_NEWS, type News } from './session-news';

const session = { id: 's1', state: 'open', conversationSid: 'CH1', taskSid: 'WT1' };
const status = { session, visits: [], invites: [{ id: 0 }], policy: {} } as unknown as SessionStatus;
const known: News = { ...NO_NEWS, status, last: 4 };
const visits = [{ id: 'v1' }];
const event = (kind: string, more: object = {}) => ({
  event: 'event',
  id: 5,
  data: { kind, session: { ...session, state: 'live' }, visits, ...more }
});

describe('hear', () => {
  it('begins with the snapshot', () => {
    expect(hear(NO_NEWS, { event: 'snapshot', id: 4, data: status })).toEqual(known);
  });

  it('takes session and visits of an event', () => {
    const news = hear(known, event('visit_waiting'));
    expect(news.status).toEqual({ ...status, session: { ...session, state: 'live' }, visits });
    expect([news.last, news.outdated]).toEqual([5, false]);
  });

  it.each(['invite_issued', 'invite_revoked', 'link_renewed'])('has to look up the links after %s', kind => {
    expect(hear(known, event(kind)).outdated).toBe(true);
  });

  it('has to look up what it never got a snapshot of, or what it can’t read', () => {
    expect(hear(NO_NEWS, event('visit_waiting'))).toEqual({ ...NO_NEWS, last: 5, outdated: true });
    expect(hear(known, event('visit_waiting', { visits: 'none' }))).toEqual({ ...known, last: 5, outdated: true });
  });

  it.each([
    { event: 'message', id: 6, data: status },
    { event: 'event', id: 6, data: 'text' },
    { event: 'snapshot', id: 6, data: { session } }
  ])('lets %j pass', other => {
    expect(hear(known, other)).toBe(known);
  });

  it('keeps what pages tell of themselves, by visit', () => {
    const tell = (news: News, kind: string, detail?: string) => hear(news, event(kind, { visit: 'v1', detail }));
    const refused = tell(known, 'camera_denied');
    expect(refused.signs.get('v1')).toEqual({ camera: 'refused', network: undefined });
    expect(tell(refused, 'camera_granted').signs.get('v1')).toEqual({ camera: undefined, network: undefined });
    expect(tell(known, 'camera_asked').signs.get('v1')).toEqual({ camera: 'asked', network: undefined });
    const weak = tell(refused, 'network_quality', '1');
    expect(weak.signs.get('v1')).toEqual({ camera: 'refused', network: 1 });
    expect(tell(weak, 'network_quality', '4').signs.get('v1')?.network).toBe(4);
    for (const nonsense of ['', 'bad', undefined])
      expect(tell(weak, 'network_quality', nonsense).signs.get('v1')?.network).toBe(1);
    expect(tell(weak, 'participant_connected').signs.get('v1')?.network).toBeUndefined();
    expect(hear(weak, event('camera_denied', { visit: 3 })).signs).toBe(weak.signs);
  });
});
