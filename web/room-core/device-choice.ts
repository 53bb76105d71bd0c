// Which camera, microphone and speaker: what the browser lists, what was remembered, and what to do when one comes or goes.

export type DeviceKind = 'camera' | 'microphone' | 'speaker';
export const DEVICE_KINDS: readonly DeviceKind[] = ['camera', 'microphone', 'speaker'];

export interface Device {
  id: string;
  label: string;
}

export type DeviceLists = Readonly<Record<DeviceKind, readonly Device[]>>;
export type OfKind = Device & { kind: DeviceKind };

/** What the person is told about a device: taken in place of one that went, failed to start, giving no sound, or there to be taken. */
export type DeviceNotice =
  | { type: 'fell_back'; kind: DeviceKind; label: string }
  | { type: 'failed'; kind: DeviceKind; label: string }
  | { type: 'silent' }
  | { type: 'offered'; devices: readonly OfKind[] };

export interface DevicesState {
  lists: DeviceLists;
  /** What is in use; null stands for the browser's own choice. */
  used: Readonly<Record<DeviceKind, Device | null>>;
  notice: DeviceNotice | null;
}

export type DevicesEvent =
  | { type: 'listed'; lists: DeviceLists }
  | { type: 'using'; kind: DeviceKind; device: Device | null }
  | { type: 'noticed'; notice: DeviceNotice }
  | { type: 'silence'; now: boolean }
  | { type: 'dismissed' };

export const NO_DEVICES: DevicesState = {
  lists: { camera: [], microphone: [], speaker: [] },
  used: { camera: null, microphone: null, speaker: null },
  notice: null
};

const KIND_OF: Readonly<Record<MediaDeviceKind, DeviceKind>> = {
  videoinput: 'camera',
  audioinput: 'microphone',
  audiooutput: 'speaker'
};

/** The lists, without what has no id yet (before the permission) and without Windows' second name for the same headset. */
export function listsOf(infos: readonly Pick<MediaDeviceInfo, 'kind' | 'deviceId' | 'label'>[]): DeviceLists {
  const lists: Record<DeviceKind, Device[]> = { camera: [], microphone: [], speaker: [] };
  for (const { kind, deviceId, label } of infos) {
    if (deviceId !== '' && deviceId !== 'communications') lists[KIND_OF[kind]].push({ id: deviceId, label });
  }
  return lists;
}

/** The remembered device if it is there, by its id or else by its label: ids change when a browser forgets a site. */
export function choose(devices: readonly Device[], remembered: Device | null): Device | null {
  if (!remembered) return null;
  const byId = devices.find(({ id }) => id === remembered.id);
  return byId ?? devices.find(({ label }) => label !== '' && label === remembered.label) ?? null;
}

/**
 * The device to take in place of the one in use, or null when that one stays. A track that was `lost` though its device is still
 * listed was taken by the system, for a phone call say; another device would not help.
 */
export function replacement(devices: readonly Device[], used: Device | null, lost: boolean): Device | null {
  const listed = devices.find(({ id }) => id === used?.id);
  // "default" keeps its id while it comes to stand for another device; its label tells.
  if (listed && (!lost || listed.label === used?.label)) return null;
  return used === null ? null : (devices[0] ?? null);
}

export function reduceDevices(state: DevicesState, event: DevicesEvent): DevicesState {
  switch (event.type) {
    case 'listed':
      return { ...state, lists: event.lists, notice: noticeAfter(state, event.lists) };
    case 'using':
      return { ...state, used: { ...state.used, [event.kind]: event.device } };
    case 'noticed':
      return { ...state, notice: event.notice };
    case 'silence':
      if (event.now) return { ...state, notice: { type: 'silent' } };
      return state.notice?.type === 'silent' ? { ...state, notice: null } : state;
    case 'dismissed':
      return state.notice === null ? state : { ...state, notice: null };
  }
}

function noticeAfter(state: DevicesState, lists: DeviceLists): DeviceNotice | null {
  const came = cameBetween(state.lists, lists);
  if (came.length > 0) return { type: 'offered', devices: came };
  const { notice } = state;
  if (notice?.type !== 'offered') return notice;
  // What was offered may have been pulled out again.
  const left = notice.devices.filter(({ kind, id }) => lists[kind].some(device => device.id === id));
  return left.length === notice.devices.length ? notice : left.length > 0 ? { type: 'offered', devices: left } : null;
}

/** A list that was empty was unknown rather than empty: its first devices are those that were there all the time. */
function cameBetween(before: DeviceLists, now: DeviceLists): OfKind[] {
  return DEVICE_KINDS.filter(kind => before[kind].length > 0).flatMap(kind =>
    now[kind]
      .filter(({ id }) => id !== 'default' && !before[kind].some(device => device.id === id))
      .map(device => ({ ...device, kind }))
  );
}

export type Facing = 'user' | 'environment';
export type Flip = { deviceId: string } | { facingMode: Facing };

const REAR = /\b(back|rear)\b/i;
const FRONT = /\bfront\b/i;

/**
 * The camera of the other side of a phone, or null where there is none to flip to. Of several on that side, Android's first by
 * number and Apple's without further words is the main one: the wide and the tele lens do not focus as a video call needs it.
 * Where the labels say nothing, the browser chooses by the side.
 */
export function flipOf(cameras: readonly Device[], facing: string | undefined): Flip | null {
  if (cameras.length < 2 || (facing !== 'user' && facing !== 'environment')) return null;
  const other: Facing = facing === 'user' ? 'environment' : 'user';
  const words = other === 'environment' ? REAR : FRONT;
  const there = cameras.filter(({ label }) => words.test(label));
  const main = there.sort((a, b) => numberOf(a) - numberOf(b) || a.label.length - b.label.length)[0];
  return main ? { deviceId: main.id } : { facingMode: other };
}

function numberOf({ label }: Device): number {
  return Number(/\d+(?=,)/.exec(label)?.[0] ?? 0);
}
