import { describe, expect, it } from 'vitest';
import { type Desk, EMPTY_DESK } from './agent-desk';
import { deskAnnouncement, nameOf, problemText, stateOf } from './agent-words';
import type { Guest } from './guests';
import type { SessionStatus } from './session-status';

const guest: Guest = {
  visit: 'v1',
  role: 'customer',
  name: 'Cleo',
  number: null,
  state: 'in_room',
  lacksConsent: false
};

describe('a guest in words', () => {
  it.each<[Partial<Guest>, string, string]>([
    [{}, 'Cleo', 'in the call'],
    [{ number: 2, state: 'away' }, 'Cleo, no. 2', 'connection lost'],
    [{ name: null, role: 'interpreter', state: 'waiting' }, 'Interpreter', ''],
    [{ name: null, role: 'relative', number: 3, state: 'removed' }, 'Relative, no. 3', 'removed'],
    [{ lacksConsent: true }, 'Cleo', 'in the call · has not agreed to a recording'],
    [{ state: 'waiting', lacksConsent: true }, 'Cleo', 'has not agreed to a recording']
  ])('%j', (change, name, state) => {
    expect(nameOf({ ...guest, ...change })).toBe(name);
    expect(stateOf({ ...guest, ...change })).toBe(state);
  });
});

describe('problemText', () => {
  it.each([
    ['room_full', /place/],
    ['messages_unavailable', /could not send/],
    ['messaging_window_closed', /WhatsApp/],
    ['consent_missing', /agreed/],
    ['no_answer', /Flex/],
    ['unreachable', /Flex/],
    ['flex_token_expired', /Sign in/],
    ['visit_not_found', /meantime/],
    ['something_new', /did not work/]
  ])('%s', (code, text) => {
    expect(problemText(code)).toMatch(text);
  });
});

describe('deskAnnouncement', () => {
  const status = (...waiting: string[]): SessionStatus => ({
    state: 'live',
    recording: 'off',
    recordingAllowed: false,
    customerName: 'Cleo',
    supervisor: null,
    supervision: 'listen',
    visits: waiting.map(id => ({ id, state: 'waiting', role: 'customer', consented: false })),
    invites: []
  });
  const desk = (change: Partial<Desk>): Desk => ({ ...EMPTY_DESK, ...change });

  it.each<[string, Desk, Desk, RegExp | null]>([
    ['who waits when the page opens', desk({ status: status('a') }), EMPTY_DESK, /^Cleo is waiting/],
    ['another one', desk({ status: status('a', 'b') }), desk({ status: status('a') }), /^Cleo, no\. 2 is waiting/],
    [
      'a supervisor who comes',
      desk({ status: { ...status(), supervisor: 'Sue' } }),
      desk({ status: status() }),
      /^Sue is watching/
    ],
    [
      'one who whispers',
      desk({ status: { ...status(), supervisor: 'Sue', supervision: 'whisper' } }),
      desk({ status: { ...status(), supervisor: 'Sue' } }),
      /^Sue is whispering/
    ],
    [
      'one who takes over',
      desk({ status: { ...status(), supervisor: 'Sue', supervision: 'take_over' } }),
      desk({ status: { ...status(), supervisor: 'Sue', supervision: 'barge' } }),
      /^Sue has taken over/
    ],
    ['one who goes', desk({ status: status() }), desk({ status: { ...status(), supervisor: 'Sue' } }), /no longer/],
    ['nothing of one when Flex goes', EMPTY_DESK, desk({ status: { ...status(), supervisor: 'Sue' } }), null],
    ['nothing new', desk({ status: status('a') }), desk({ status: status('a') }), null],
    ['a refusal', desk({ problem: 'room_full' }), desk({ pending: ['admit:v1'] }), /place/],
    ['a link that was sent', desk({ done: 'resend' }), EMPTY_DESK, /once more/],
    [
      'a refusal that was told',
      desk({ problem: 'room_full', pending: ['link:'] }),
      desk({ problem: 'room_full' }),
      null
    ],
    ['who waits, before a refusal', desk({ status: status('a'), problem: 'room_full' }), EMPTY_DESK, /waiting/],
    ['that it was read', EMPTY_DESK, desk({ problem: 'room_full' }), null]
  ])('tells %s', (_, now, before, expected) => {
    const said = deskAnnouncement(now, before);
    if (expected === null) expect(said).toBeNull();
    else expect(said).toMatch(expected);
  });
});
