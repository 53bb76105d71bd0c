import { describe, expect, it } from 'vitest';
import {
  blurAnnouncement,
  choiceAnnouncement,
  networkAnnouncement,
  ownMediaAnnouncement,
  recordingAnnouncement,
  screenAnnouncement,
  screensAnnouncement,
  tilesAnnouncement
} from './announcements';
import type { BlurState } from './blur';
import { type Choices, FIRST_CHOICES } from './choices';
import { NO_MEDIA, reduceLocalMedia } from './local-media';
import { NETWORK_UNKNOWN } from './network-state';
import type { Tile } from './people';
import type { RoomState, Screen } from './screen';

const at = (screen: Screen): RoomState => ({ role: 'agent', screen, visit: null, peerName: null, ownName: null });
const CALL: Screen = { name: 'call', line: 'up', ending: false, notice: null };

describe('screen announcement', () => {
  it.each<[Screen, Screen, string | null]>([
    [{ name: 'preview' }, { name: 'joining', again: false, failed: 0 }, 'Connecting…'],
    [CALL, { name: 'joining', again: true, failed: 0 }, 'The line was lost. We are getting you back into the call.'],
    [{ name: 'joining', again: false, failed: 0 }, { name: 'waiting', looks: 0 }, 'You are in the waiting room'],
    [{ name: 'waiting', looks: 0 }, { name: 'waiting', looks: 1 }, null],
    [{ name: 'joining', again: false, failed: 0 }, CALL, 'You are in the call.'],
    [CALL, { ...CALL, line: 'down' }, 'Connection lost. Reconnecting…'],
    [{ ...CALL, line: 'down' }, CALL, 'The connection is back.'],
    [CALL, { ...CALL, ending: true }, null],
    [CALL, { ...CALL, notice: 'end_refused' }, 'The call could not be ended. Try again, or end it in Flex.'],
    [CALL, { name: 'over' }, 'The call is over']
  ])('from %j to %j', (before, now, expected) => {
    expect(screenAnnouncement(at(now), at(before))).toBe(expected);
  });
});

describe('tiles announcement', () => {
  const ada: Tile = {
    sid: 'PA1',
    identity: 'agent:WK1',
    name: 'Ada',
    audio: true,
    video: true,
    reconnecting: false,
    has: { audio: 'on', video: 'on' },
    audioTrack: 'MT1',
    videoTrack: 'MT2'
  };

  type Had = Tile['has'];
  const having = (audio: Had['audio'], video: Had['video']): Tile => ({ ...ada, has: { audio, video } });
  it.each<[string, Tile[], Tile[], string | null]>([
    ['an arrival', [], [ada], 'Ada has joined.'],
    ['a departure', [ada], [], 'Ada has left.'],
    ['a guest’s arrival', [], [{ ...ada, name: null }], 'Guest has joined.'],
    ['a mute', [ada], [having('off', 'on')], 'Ada is muted.'],
    ['a camera off', [ada], [having('on', 'off')], 'Ada’s camera is off.'],
    ['a camera gone', [ada], [having('on', 'none')], 'Ada’s camera is off.'],
    ['a camera back on', [having('on', 'off')], [ada], 'Ada’s camera is on.'],
    ['nothing for the first tracks', [having('none', 'none')], [ada], null],
    [
      'nothing for media that a lost connection took along',
      [ada],
      [{ ...ada, audio: false, audioTrack: null, video: false, videoTrack: null }],
      null
    ],
    ['nothing for a return under a new sid', [ada], [{ ...ada, sid: 'PA9' }], null],
    ['nothing without a change', [ada], [ada], null]
  ])('tells %s', (_, before, now, expected) => {
    expect(tilesAnnouncement(now, before)).toBe(expected);
  });
});

describe('own media announcement', () => {
  const live = [
    { type: 'got', kind: 'audio' },
    { type: 'got', kind: 'video' }
  ] as const;
  const both = live.reduce(reduceLocalMedia, NO_MEDIA);

  it('tells a switch, and nothing else', () => {
    const muted = reduceLocalMedia(both, { type: 'switched', kind: 'audio', on: false });
    const dark = reduceLocalMedia(both, { type: 'switched', kind: 'video', on: false });
    expect(ownMediaAnnouncement(muted, both)).toBe('Your microphone is muted.');
    expect(ownMediaAnnouncement(both, muted)).toBe('Your microphone is on.');
    expect(ownMediaAnnouncement(dark, both)).toBe('Your camera is off.');
    expect(ownMediaAnnouncement(both, NO_MEDIA)).toBeNull();
    expect(ownMediaAnnouncement(reduceLocalMedia(both, { type: 'released' }), both)).toBeNull();
  });
});

describe('shared screens', () => {
  const screen = { sid: 'MT9', identity: 'agent:WK1', name: 'Ada' };
  it('are announced when they come and go', () => {
    expect(screensAnnouncement([screen], [])).toBe('Ada is showing a screen.');
    expect(screensAnnouncement([], [{ ...screen, name: null }])).toBe('Guest no longer shows a screen.');
    expect(screensAnnouncement([screen], [screen])).toBe(null);
  });
});

describe('a recording', () => {
  it('is announced when it begins and when it ends', () => {
    expect(recordingAnnouncement(true, false)).toBe('This call is being recorded now.');
    expect(recordingAnnouncement(false, true)).toBe('This call is no longer being recorded.');
    expect(recordingAnnouncement(true, true)).toBeNull();
  });
});

describe('a weak network', () => {
  const weak = { ...NETWORK_UNKNOWN, tellsWeak: true };
  it('is announced once', () => {
    expect(networkAnnouncement(weak, NETWORK_UNKNOWN, 'auto')).toBe('Your network is weak. Audio only helps.');
    expect(networkAnnouncement(weak, NETWORK_UNKNOWN, 'audio')).toBe('Your network is weak.');
    expect(networkAnnouncement({ ...weak }, weak, 'auto')).toBeNull();
    expect(networkAnnouncement(NETWORK_UNKNOWN, weak, 'auto')).toBeNull();
  });
});

describe('a choice', () => {
  it.each<[Partial<Choices>, string | null]>([
    [{ bandwidth: 'audio' }, 'Audio only: cameras are neither sent nor shown.'],
    [{ bandwidth: 'save' }, 'Data is saved: your picture is sent small.'],
    [{ view: 'speaker' }, 'Who speaks is shown large.'],
    [{}, null]
  ])('of %j is announced as %j', (change, expected) => {
    expect(choiceAnnouncement({ ...FIRST_CHOICES, ...change }, FIRST_CHOICES)).toBe(expected);
  });
});

describe('the blur', () => {
  const off = { status: 'off', problem: null } as const;
  const on = { status: 'on', problem: null } as const;
  it.each<[BlurState, BlurState, string | null]>([
    [off, { status: 'starting', problem: null }, null],
    [{ status: 'starting', problem: null }, on, 'Your background is blurred.'],
    [on, off, 'Your background is no longer blurred.'],
    [
      on,
      { status: 'off', problem: 'slow' },
      'This device is too slow to blur the background. Your picture is sent as it is.'
    ],
    [{ status: 'off', problem: 'slow' }, off, null]
  ])('from %j to %j', (before, now, expected) => {
    expect(blurAnnouncement(now, before)).toBe(expected);
  });
});
