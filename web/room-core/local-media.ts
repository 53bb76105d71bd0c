import type { Kind, MissingReason } from './media-plan';

export type DeviceState =
  | { status: 'idle' }
  | { status: 'asking' }
  | { status: 'live' }
  | { status: 'missing'; why: MissingReason };

/** One's own camera and microphone: what each device does, and what the person wants of it. */
export interface LocalMediaState {
  devices: Readonly<Record<Kind, DeviceState>>;
  wanted: Readonly<Record<Kind, boolean>>;
}

export type LocalMediaEvent =
  | { type: 'asking'; kinds: readonly Kind[] }
  | { type: 'got'; kind: Kind }
  | { type: 'missing'; kind: Kind; why: MissingReason }
  /** What is sent of a device is something else now. */
  | { type: 'exchanged'; kind: Kind }
  | { type: 'switched'; kind: Kind; on: boolean }
  | { type: 'released' };

export const NO_MEDIA: LocalMediaState = {
  devices: { audio: { status: 'idle' }, video: { status: 'idle' } },
  wanted: { audio: true, video: true }
};

/** The wish survives a release, so that who muted before leaving is still muted after a rejoin. */
export function reduceLocalMedia(state: LocalMediaState, event: LocalMediaEvent): LocalMediaState {
  switch (event.type) {
    case 'asking':
      return event.kinds.reduce((each, kind) => withDevice(each, kind, { status: 'asking' }), state);
    case 'got':
      return withDevice(state, event.kind, { status: 'live' });
    case 'missing':
      return withDevice(state, event.kind, { status: 'missing', why: event.why });
    case 'exchanged':
      return withDevice(state, event.kind, { ...state.devices[event.kind] });
    case 'switched':
      return { ...state, wanted: { ...state.wanted, [event.kind]: event.on } };
    case 'released':
      return { ...state, devices: NO_MEDIA.devices };
  }
}

function withDevice(state: LocalMediaState, kind: Kind, device: DeviceState): LocalMediaState {
  return { ...state, devices: { ...state.devices, [kind]: device } };
}

/** Whether others get this kind from us. */
export function isSending(state: LocalMediaState, kind: Kind): boolean {
  return state.devices[kind].status === 'live' && state.wanted[kind];
}

/** Whether a device was taken away by the system rather than refused by the person, so that it may be asked for unasked. */
export function isRecoverable(device: DeviceState): boolean {
  return device.status === 'missing' && (device.why === 'stopped' || device.why === 'busy');
}

/** Whether the browser is still asking for any device. */
export function isAsking(state: LocalMediaState): boolean {
  return state.devices.audio.status === 'asking' || state.devices.video.status === 'asking';
}

/** The devices that are wanted but not there, and why. */
export function missingDevices(state: LocalMediaState): { kinds: Kind[]; why: MissingReason } | null {
  const kinds: Kind[] = [];
  let why: MissingReason | null = null;
  for (const kind of ['video', 'audio'] as const) {
    const device = state.devices[kind];
    if (device.status !== 'missing') continue;
    kinds.push(kind);
    why ??= device.why;
  }
  return why === null ? null : { kinds, why };
}
