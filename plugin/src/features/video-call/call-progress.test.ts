import { describe, expect, it } from 'vitest';
import type { SessionStatus, Visit, VisitState } from '../../wire';
import { type Progress, PROGRESS_WORDS, progressOf } from './call-progress';
import type { Receipt } from './delivery';
import { NO_NEWS, type News, type Signs } from './session-news';

const visit = (state: VisitState, id = 'v1', openedAt = '2026-11-22T17:00:00.000Z'): Visit => ({
  id,
  state,
  role: 'customer',
  openedAt
});
const agent: Visit = { ...visit('in_room', 'a1'), role: 'agent' };

function news(visits: readonly Visit[], signs: Partial<Signs> = {}, more: Partial<News> = {}, state = 'open'): News {
  const status = { session: { id: 's1', state }, visits, invites: [], policy: {} } as unknown as SessionStatus;
  const noted = new Map([['v1', { camera: undefined, network: undefined, ...signs }]]);
  return { ...NO_NEWS, status, signs: noted, ...more };
}

describe('progressOf', () => {
  it.each<[string, News, Receipt | undefined, Progress]>([
    ['nothing is known yet', NO_NEWS, undefined, 'sent'],
    ['nothing is known but the message', NO_NEWS, 'read', 'read'],
    ['nobody came, the channel says nothing', news([]), undefined, 'sent'],
    ['the message is delivered', news([]), 'delivered', 'delivered'],
    ['the message is read', news([]), 'read', 'read'],
    ['the message failed', news([]), 'failed', 'undelivered'],
    ['only the agent is there', news([agent]), 'read', 'read'],
    ['the link was opened', news([visit('opened')]), 'sent', 'opened'],
    ['they may come in', news([visit('admitted')]), 'read', 'opened'],
    ['they are asked for the camera', news([visit('admitted')], { camera: 'asked' }), 'read', 'camera_asked'],
    ['they came in without an answer', news([visit('in_room')], { camera: 'asked' }), 'read', 'in_call'],
    ['they refused the camera', news([visit('admitted')], { camera: 'refused' }), 'read', 'camera_refused'],
    ['they are in without a camera', news([visit('in_room')], { camera: 'refused' }), 'read', 'camera_refused'],
    [
      'without a camera, on a weak network',
      news([visit('in_room')], { camera: 'refused', network: 1 }),
      'read',
      'weak_network'
    ],
    ['they wait', news([visit('waiting')]), 'read', 'waiting'],
    ['another device waits', news([visit('in_room'), visit('waiting', 'v2')]), 'read', 'waiting'],
    ['they are in the call', news([visit('in_room')]), 'failed', 'in_call'],
    ['a network that does', news([visit('in_room')], { network: 3 }), 'read', 'in_call'],
    ['a weak network', news([visit('in_room')], { network: 2 }), 'read', 'weak_network'],
    ['no network to speak of', news([visit('in_room')], { network: 0 }), 'read', 'weak_network'],
    ['they dropped out', news([visit('away')]), 'read', 'dropped'],
    ['one dropped out, one is there', news([visit('away', 'v2'), visit('in_room')]), 'read', 'in_call'],
    ['they left', news([visit('left')]), 'read', 'left'],
    ['they were put out', news([visit('removed')]), 'read', 'left'],
    ['they were not let in', news([visit('denied')]), 'read', 'left'],
    ['they left and come again', news([visit('left'), visit('opened', 'v2')]), 'read', 'opened'],
    ['it is over', news([visit('in_room')], {}, {}, 'ended'), 'read', 'over'],
    ['it is over, and then nothing is heard', news([], {}, { trouble: 'unreachable' }, 'ended'), 'read', 'over'],
    ['nothing is heard', news([visit('in_room')], {}, { trouble: 'unreachable' }), 'read', 'not_known'],
    ['nothing was ever heard', { ...NO_NEWS, trouble: 'timeout' }, 'read', 'not_known']
  ])('%s', (_, given, receipt, expected) => {
    expect(progressOf(given, receipt)).toBe(expected);
  });

  it('has words of its own for every state', () => {
    const words = Object.values(PROGRESS_WORDS).map(({ is }) => is);
    expect(new Set(words).size).toBe(words.length);
  });
});
