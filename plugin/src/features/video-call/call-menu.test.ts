import { describe, expect, it } from 'vitest';
import type { RecordingState, SessionStatus } from '../../wire';
import { menuOf, movedFocus } from './call-menu';
import type { Call, CallPlace } from './calls-state';

const call = (place: CallPlace, phase: 'open' | 'ending' = 'open'): Call => ({ phase, place, session: 's1' });
const status = (recording: RecordingState, recordingAllowed = true) =>
  ({ session: { recording }, policy: { recordingAllowed } }) as unknown as SessionStatus;
const acts = (...args: Parameters<typeof menuOf>) => menuOf(...args).map(({ act }) => act);
const links = ['resend', 'copy_link', 'invite_relative', 'invite_interpreter'];

describe('menuOf', () => {
  it.each<[CallPlace, string[]]>([
    ['flex', ['open', 'pop_out']],
    ['window', ['open', 'show_here']],
    ['closed', ['show_here', 'pop_out']]
  ])('offers the ways to a page in %s', (place, ways) => {
    expect(acts(call(place), undefined, true, 'server')).toEqual([...ways, ...links, 'sound', 'end']);
  });

  it.each<[RecordingState, boolean, string[]]>([
    ['off', true, ['record']],
    ['on', true, ['stop_recording']],
    ['paused', true, ['stop_recording']],
    ['off', false, []]
  ])('offers recordings while %s, allowed: %s', (recording, allowed, offered) => {
    const all = acts(call('flex'), status(recording, allowed), true, 'server');
    expect(all.filter(act => /record/.test(act))).toEqual(offered);
  });

  it('offers nothing without an open call', () => {
    for (const none of [undefined, call('flex', 'ending'), { phase: 'starting', place: 'flex' } as const])
      expect(menuOf(none, undefined, true, 'server')).toEqual([]);
  });

  it('says whether who waits is heard', () => {
    const items = menuOf(call('flex'), undefined, false, 'server');
    expect(items.find(({ act }) => act === 'sound')?.checked).toBe(false);
  });

  it('offers of functions only what they have', () => {
    const offered = acts(call('flex'), status('off', false), true, 'serverless');
    expect(offered).toEqual(['open', 'pop_out', 'resend', 'copy_link', 'end']);
  });
});

describe('movedFocus', () => {
  it.each([
    ['ArrowDown', 0, 1],
    ['ArrowDown', 3, 0],
    ['ArrowUp', 0, 3],
    ['ArrowUp', 2, 1],
    ['Home', 2, 0],
    ['End', 0, 3],
    ['a', 1, undefined]
  ])('%s from %i', (key, from, to) => {
    expect(movedFocus(key, from, 4)).toBe(to);
  });
});
