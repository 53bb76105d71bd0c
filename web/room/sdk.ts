import type { ConnectOptions } from 'twilio-video';

export type Sdk = typeof import('twilio-video');

/** The SDK reads `wsServer` (the full signalling address), though its published types do not list it. */
export type RoomOptions = ConnectOptions & { wsServer?: string };

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
