import { describe, expect, it } from 'vitest';
import type { Role, SessionStatus, Visit, VisitState } from '../../wire';
import { VIDEO_CALL_STRINGS } from './flex-hooks/strings/VideoCallStrings';
import { hasGuest, newlyWaiting, waitingIn } from './lobby';
import { NO_NEWS, type News } from './session-news';
import { textsFrom } from './texts';

const text = textsFrom(() => ({}), VIDEO_CALL_STRINGS);
const visit = (id: string, state: VisitState, role: Role = 'customer'): Visit => ({
  id,
  state,
  role,
  openedAt: `2026-11-22T17:00:0${id.slice(1)}.000Z`
});
const news = (visits: readonly Visit[], state = 'live'): News => ({
  ...NO_NEWS,
  status: { session: { id: 's1', state, customerName: 'Cleo' }, visits } as unknown as SessionStatus
});
const names = (given: News) => waitingIn('WT1', given, text).map(({ name }) => name);

describe('waitingIn', () => {
  it.each<[string, News, string[]]>([
    ['nothing is known', NO_NEWS, []],
    ['nobody waits', news([visit('v1', 'in_room')]), []],
    ['the customer waits', news([visit('v1', 'waiting')]), ['Cleo']],
    ['a second device waits', news([visit('v1', 'in_room'), visit('v2', 'waiting')]), ['Cleo, device 2']],
    [
      'the number stays when the first is gone',
      news([visit('v1', 'left'), visit('v3', 'waiting')]),
      ['Cleo, device 2']
    ],
    [
      'others wait',
      news([visit('v2', 'waiting', 'interpreter'), visit('v1', 'waiting', 'relative')]),
      ['Relative', 'Interpreter']
    ],
    [
      'two of a kind wait',
      news([visit('v2', 'waiting', 'relative'), visit('v1', 'waiting', 'relative')]),
      ['Relative', 'Relative, device 2']
    ],
    ['the call is over', news([visit('v1', 'waiting')], 'ended'), []]
  ])('%s', (_, given, expected) => {
    expect(names(given)).toEqual(expected);
  });
});

describe('hasGuest', () => {
  it.each<[string, News, boolean]>([
    ['nothing is known', NO_NEWS, false],
    ['only the agent', news([visit('v1', 'in_room', 'agent')]), false],
    ['the customer', news([visit('v1', 'in_room')]), true],
    ['who waits', news([visit('v1', 'waiting', 'relative')]), true],
    ['who is gone', news([visit('v1', 'left'), visit('v2', 'away'), visit('v3', 'removed')]), false],
    ['the call is over', news([visit('v1', 'in_room')], 'ended'), false]
  ])('%s', (_, given, expected) => {
    expect(hasGuest(given)).toBe(expected);
  });
});

describe('newlyWaiting', () => {
  const waiting = (id: string) => ({ task: 'WT1', visit: id, name: id });
  it('tells of each once, and again of who comes back', () => {
    const first = newlyWaiting([waiting('v1')], new Set());
    expect(first.fresh.map(({ visit }) => visit)).toEqual(['v1']);
    const second = newlyWaiting([waiting('v1'), waiting('v2')], first.said);
    expect(second.fresh.map(({ visit }) => visit)).toEqual(['v2']);
    const third = newlyWaiting([], second.said);
    expect(newlyWaiting([waiting('v1')], third.said).fresh).toHaveLength(1);
  });
});
