// How much data a call may use, as the person chooses, and what that means for the camera and the others' pictures.

export type Bandwidth = 'auto' | 'save' | 'audio';
export const BANDWIDTHS: readonly Bandwidth[] = ['auto', 'save', 'audio'];

export interface Limits {
  /** Bits a second of all that is sent as pictures; null for as much as the network carries. */
  maxVideoBitrate: number | null;
  /** How the others' cameras are wanted, where the room can do something about it. */
  pictures: 'large' | 'small' | 'none';
}

/** A picture of some 320 x 180 that is still a face; about a tenth of what a camera sends otherwise. */
const SAVING_BITRATE = 150_000;

export function limitsOf(bandwidth: Bandwidth): Limits {
  switch (bandwidth) {
    case 'auto':
      return { maxVideoBitrate: null, pictures: 'large' };
    case 'save':
      return { maxVideoBitrate: SAVING_BITRATE, pictures: 'small' };
    case 'audio':
      return { maxVideoBitrate: SAVING_BITRATE, pictures: 'none' };
  }
}

export interface DataUse {
  bandwidth: Bandwidth;
  /** Whether the camera was on when "audio only" was chosen: it comes back with its end. */
  cameraWasOn: boolean;
}

export interface Chosen {
  state: DataUse;
  /** How the camera's switch is to stand now. */
  camera: boolean;
}

export function choose({ bandwidth: before, cameraWasOn }: DataUse, bandwidth: Bandwidth, camera: boolean): Chosen {
  if (bandwidth === 'audio') {
    return { state: { bandwidth, cameraWasOn: before === 'audio' ? cameraWasOn : camera }, camera: false };
  }
  const back = before === 'audio' && cameraWasOn;
  return { state: { bandwidth, cameraWasOn: false }, camera: camera || back };
}

/** Who switches the camera on has had enough of audio only. */
export function onCamera(state: DataUse, on: boolean): DataUse {
  return on && state.bandwidth === 'audio' ? { bandwidth: 'auto', cameraWasOn: false } : state;
}
