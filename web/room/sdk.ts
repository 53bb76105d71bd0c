import type { ConnectOptions, LocalAudioTrack, LocalVideoTrack } from 'twilio-video';

export type Sdk = typeof import('twilio-video');

/** The SDK reads `wsServer` (the full signalling address), though its published types do not list it. */
export type RoomOptions = ConnectOptions & { wsServer?: string };

/**
 * A track that can get another source and stay published. The SDK does this in its restart(), which it refuses for tracks that it
 * has not opened itself; the step it takes there is not public. Where a version has it not, the track is published anew.
 */
export type SentTrack = (LocalAudioTrack | LocalVideoTrack) & {
  _setMediaStreamTrack?(source: MediaStreamTrack): Promise<void>;
};

let loading: Promise<Sdk> | null = null;

/** Loads the SDK once, in a file of its own; a failed load may be tried again. */
export function loadSdk(): Promise<Sdk> {
  loading ??= import('./twilio-video').then(
    ({ twilioVideo }) => twilioVideo,
    (error: unknown) => {
      loading = null;
      throw error;
    }
  );
  return loading;
}
