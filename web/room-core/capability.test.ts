import { expect, it } from 'vitest';
import { type Capability, capabilityOf } from './capability';

it.each<[boolean, boolean, boolean, Capability]>([
  [true, true, true, 'full'],
  [true, false, true, 'receive_only'],
  [true, false, false, 'insecure'],
  [false, true, true, 'none'],
  [false, false, false, 'none']
])('peer connection %s, devices %s, secure %s: %s', (peerConnection, getUserMedia, secure, capability) => {
  expect(capabilityOf({ peerConnection, getUserMedia, secure })).toBe(capability);
});
