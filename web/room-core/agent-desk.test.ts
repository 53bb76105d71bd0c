import { describe, expect, it } from 'vitest';
import { type Desk, type DeskEvent, EMPTY_DESK, reduceDesk } from './agent-desk';
import type { SessionStatus } from './session-status';

const status: SessionStatus = {
  state: 'live',
  recording: 'off',
  recordingAllowed: true,
  customerName: 'Cleo',
  supervisor: null,
  supervision: 'listen',
  visits: [],
  invites: []
};
const known: Desk = { ...EMPTY_DESK, status };

describe('reduceDesk', () => {
  it.each<[string, Desk, DeskEvent[], Desk]>([
    ['the plugin tells', EMPTY_DESK, [{ type: 'status', status }], known],
    ['the plugin goes', known, [{ type: 'alone' }], EMPTY_DESK],
    [
      'something is asked, and what was said before is over',
      { ...known, problem: 'room_full', done: 'resend' },
      [{ type: 'asked', key: 'admit:v1' }],
      { ...known, pending: ['admit:v1'] }
    ],
    [
      'it is done',
      known,
      [
        { type: 'asked', key: 'admit:v1' },
        { type: 'answered', key: 'admit:v1', code: null }
      ],
      known
    ],
    [
      'the link was sent, which nothing else shows',
      known,
      [
        { type: 'asked', key: 'resend:' },
        { type: 'answered', key: 'resend:', code: null }
      ],
      { ...known, done: 'resend' }
    ],
    [
      'it is refused, while something else is still asked',
      known,
      [
        { type: 'asked', key: 'admit:v1' },
        { type: 'asked', key: 'deny:v2' },
        { type: 'answered', key: 'admit:v1', code: 'room_full' }
      ],
      { ...known, pending: ['deny:v2'], problem: 'room_full' }
    ],
    [
      'the same is asked twice',
      known,
      [
        { type: 'asked', key: 'admit:v1' },
        { type: 'asked', key: 'admit:v1' },
        { type: 'answered', key: 'admit:v1', code: null }
      ],
      { ...known, pending: ['admit:v1'] }
    ],
    ['what was said is read', { ...known, problem: 'room_full', done: 'resend' }, [{ type: 'dismissed' }], known]
  ])('%s', (_, before, events, after) => {
    expect(events.reduce(reduceDesk, before)).toEqual(after);
  });

  it('is the same when nothing changes', () => {
    expect(reduceDesk(known, { type: 'dismissed' })).toBe(known);
    expect(reduceDesk(EMPTY_DESK, { type: 'alone' })).toBe(EMPTY_DESK);
  });
});
