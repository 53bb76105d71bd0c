import { describe, expect, it } from 'vitest';
import {
  choose,
  type Device,
  type DeviceLists,
  type DevicesState,
  flipOf,
  listsOf,
  NO_DEVICES,
  reduceDevices,
  replacement
} from './device-choice';

const device = (id: string, label = `label of ${id}`): Device => ({ id, label });
const lists = (some: Partial<DeviceLists>): DeviceLists => ({ ...NO_DEVICES.lists, ...some });
const A = device('a');
const B = device('b');

describe('device choice', () => {
  it.each<[string, Device[], Device | null, Device | null]>([
    ['remembered and there', [A, B], B, B],
    ['remembered and gone', [A], B, null],
    ['the same label under another id', [A, device('c', B.label)], B, device('c', B.label)],
    ['the id before the label', [device('c', B.label), B], B, B],
    ['another one whose label is not known', [device('c', '')], device('b', ''), null],
    ['nothing remembered', [A, B], null, null]
  ])('%s', (_, devices, remembered, chosen) => expect(choose(devices, remembered)).toEqual(chosen));

  it.each<[string, Device[], Device | null, boolean, Device | null]>([
    ['in use and there', [A, B], B, false, null],
    ['unplugged', [A], B, true, A],
    ['unplugged, before its track has noticed', [A], B, false, A],
    ['unplugged, and no other', [], B, true, null],
    ['taken by the system', [A, B], B, true, null],
    ['"default" stands for another one', [device('default', 'Two')], device('default', 'One'), false, null],
    ['"default" lost its device', [device('default', 'Two')], device('default', 'One'), true, device('default', 'Two')],
    ['nothing in use', [A], null, false, null]
  ])('%s', (_, devices, used, lost, next) => expect(replacement(devices, used, lost)).toEqual(next));

  it('lists by kind what has an id', () => {
    const info = (kind: MediaDeviceKind, deviceId: string) => ({ kind, deviceId, label: deviceId });
    const infos = [
      info('videoinput', 'c'),
      info('audioinput', 'communications'),
      info('audioinput', 'default'),
      info('audiooutput', '')
    ];
    expect(listsOf(infos)).toEqual(lists({ camera: [device('c', 'c')], microphone: [device('default', 'default')] }));
  });
});

describe('devices that come and go', () => {
  const listed = (state: DevicesState, some: Partial<DeviceLists>) =>
    reduceDevices(state, { type: 'listed', lists: lists(some) });
  const start = listed(NO_DEVICES, { camera: [A], microphone: [A] });

  it('offers nothing of the first list', () => expect(start.notice).toBeNull());

  it('offers what is plugged in, and uses it only when asked to', () => {
    const state = listed(start, { camera: [A, B], microphone: [B, A] });
    expect(state.notice).toEqual({
      type: 'offered',
      devices: [
        { ...B, kind: 'camera' },
        { ...B, kind: 'microphone' }
      ]
    });
    expect(state.used.camera).toBeNull();
    expect(reduceDevices(state, { type: 'dismissed' }).notice).toBeNull();
  });

  it('does not offer what only became known by a permission', () => {
    expect(listed(listed(NO_DEVICES, { microphone: [A] }), { microphone: [A], camera: [A, B] }).notice).toBeNull();
  });

  it('takes an offer back when the device goes', () => {
    const offered = listed(start, { camera: [A, B], microphone: [A] });
    expect(listed(offered, { camera: [A], microphone: [A] }).notice).toBeNull();
  });

  it('warns of silence until something is heard', () => {
    const silent = reduceDevices(start, { type: 'silence', now: true });
    expect(silent.notice).toEqual({ type: 'silent' });
    expect(reduceDevices(silent, { type: 'silence', now: false }).notice).toBeNull();
    const dismissed = reduceDevices(silent, { type: 'dismissed' });
    expect(reduceDevices(dismissed, { type: 'silence', now: false })).toBe(dismissed);
  });

  it('keeps saying what it fell back to', () => {
    const notice = { type: 'fell_back', kind: 'camera', label: 'a' } as const;
    const state = reduceDevices(start, { type: 'noticed', notice });
    expect(listed(state, { camera: [A] }).notice).toEqual(notice);
  });
});

describe('flipping the camera', () => {
  const android = [
    'camera2 3, facing front',
    'camera2 2, facing back',
    'camera2 1, facing front',
    'camera2 0, facing back'
  ];
  const apple = ['Front Camera', 'Back Dual Wide Camera', 'Back Ultra Wide Camera', 'Back Camera'];
  const named = (labels: string[]) => labels.map(label => device(label, label));
  it.each([
    ['Android, to the main rear one', android, 'user', { deviceId: 'camera2 0, facing back' }],
    ['Android, to the main front one', android, 'environment', { deviceId: 'camera2 1, facing front' }],
    ['iPhone, to the main rear one', apple, 'user', { deviceId: 'Back Camera' }],
    ['iPhone, to the front', apple, 'environment', { deviceId: 'Front Camera' }],
    ['labels in another language', ['Frontkamera', 'Rückkamera'], 'user', { facingMode: 'environment' }],
    ['one camera', ['Front Camera'], 'user', null],
    ['a desktop, whose cameras face nowhere', ['A', 'B'], undefined, null]
  ])('%s', (_, labels, facing, flip) => expect(flipOf(named(labels), facing)).toEqual(flip));
});
