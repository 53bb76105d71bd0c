// What this page needs of a browser. What it calls itself is no part of that.

export interface Abilities {
  peerConnection: boolean;
  getUserMedia: boolean;
  /** Whether the page came by https, or from this machine: others get no devices. */
  secure: boolean;
}

/** Whether a person can be seen and heard here, or only see and hear, and why; or cannot call at all. */
export type Capability = 'full' | 'receive_only' | 'insecure' | 'none';

export function capabilityOf({ peerConnection, getUserMedia, secure }: Abilities): Capability {
  if (!peerConnection) return 'none';
  if (getUserMedia) return 'full';
  return secure ? 'receive_only' : 'insecure';
}
