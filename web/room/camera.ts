import { piecesOf } from '../room-core/drawing';
import { type CameraControls, LONGEST_PIECE, type Piece, type Zoom } from '../room-core/help-messages';

// Image Capture and Media Capture Extensions; the DOM types lack both.
interface CameraCapabilities extends MediaTrackCapabilities {
  torch?: boolean;
  zoom?: Omit<Zoom, 'value'>;
}
interface CameraSettings extends MediaTrackSettings {
  torch?: boolean;
  zoom?: number;
}
type CameraConstraint = MediaTrackConstraintSet & { torch?: boolean; zoom?: number };
interface PhotoTaker {
  takePhoto(): Promise<Blob>;
}
type PhotoTakerClass = new (track: MediaStreamTrack) => PhotoTaker;

/** The largest that the service keeps. */
export const LARGEST_STILL = 8 * 1024 * 1024;
const FROZEN_SIDE = 1280;
const FROZEN_QUALITY = 0.75;
const STILL_QUALITY = 0.92;

/** What the camera behind this track can do, as far as the browser says so. */
export function controlsOf(track: MediaStreamTrack | null): CameraControls {
  // Older versions of Firefox lack the method.
  const capabilities: CameraCapabilities = track && 'getCapabilities' in track ? track.getCapabilities() : {};
  const settings: CameraSettings = track?.getSettings() ?? {};
  const { zoom } = capabilities;
  const range = zoom && zoom.min < zoom.max ? zoom : null;
  return {
    light: capabilities.torch ? settings.torch === true : null,
    zoom: range && {
      min: range.min,
      max: range.max,
      step: range.step || (range.max - range.min) / 100,
      value: settings.zoom ?? range.min
    }
  };
}

/** Resolves also where the camera refuses: controlsOf() tells how it stands. */
export async function adjust(track: MediaStreamTrack | null, wish: { torch?: boolean; zoom?: number }): Promise<void> {
  const constraint: CameraConstraint = wish;
  await track?.applyConstraints({ advanced: [constraint] }).catch(() => undefined);
}

/**
 * A picture in the camera's own resolution, where it takes photos; else one in that of the video. Rejects when there is no picture
 * to take.
 */
export async function takeStill(track: MediaStreamTrack | null): Promise<Blob> {
  if (!track) throw new Error('no camera');
  const photo = await photoOf(track);
  if (photo && /^image\/(jpeg|png)$/.test(photo.type) && photo.size <= LARGEST_STILL) return photo;
  const canvas = await drawn(track, Number.MAX_SAFE_INTEGER);
  return new Promise((resolve, reject) => {
    const take = (blob: Blob | null): void => (blob ? resolve(blob) : reject(new Error('no picture')));
    canvas.toBlob(take, 'image/jpeg', STILL_QUALITY);
  });
}

async function photoOf(track: MediaStreamTrack): Promise<Blob | null> {
  const { ImageCapture: Taker } = globalThis as { ImageCapture?: PhotoTakerClass };
  if (!Taker) return null;
  try {
    return await new Taker(track).takePhoto();
  } catch {
    return null;
  }
}

/** The picture of this moment, small enough to be sent to the other side in a second or two. */
export async function freeze(track: MediaStreamTrack | null): Promise<Piece[]> {
  if (!track) throw new Error('no camera');
  const { width, height, data } = jpegOf(await drawn(track, FROZEN_SIDE));
  return piecesOf({ id: crypto.randomUUID(), width, height, data }, LONGEST_PIECE);
}

function jpegOf(canvas: HTMLCanvasElement): Pick<Piece, 'width' | 'height' | 'data'> {
  const { width, height } = canvas;
  return { width, height, data: canvas.toDataURL('image/jpeg', FROZEN_QUALITY).split(',')[1] ?? '' };
}

async function drawn(track: MediaStreamTrack, longestSide: number): Promise<HTMLCanvasElement> {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([track]);
  await video.play();
  const scale = Math.min(1, longestSide / Math.max(video.videoWidth, video.videoHeight, 1));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(video.videoWidth * scale);
  canvas.height = Math.round(video.videoHeight * scale);
  canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height);
  video.srcObject = null;
  if (canvas.width === 0) throw new Error('no picture');
  return canvas;
}
