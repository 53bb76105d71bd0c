import type { Room, StatsReport } from 'twilio-video';
import { describe, expect, it } from 'vitest';
import { countedIn } from './network-watch';

const common = { trackId: 'x', timestamp: 0, codec: 'opus', packetsLost: 3, roundTripTime: 40 };
const REPORT = {
  peerConnectionId: 'c1',
  localAudioTrackStats: [
    { ...common, trackSid: 'MT1', ssrc: '1', packetsSent: 50, bytesSent: 5_000, jitter: 4, audioLevel: 0 }
  ],
  localVideoTrackStats: [
    { ...common, trackSid: 'MT2', ssrc: '2', packetsSent: 70, bytesSent: 7_000, qualityLimitationReason: 'bandwidth' },
    { ...common, trackSid: 'MT3', ssrc: '3', packetsSent: null, bytesSent: null, qualityLimitationReason: 'bandwidth' }
  ],
  remoteAudioTrackStats: [
    { ...common, trackSid: 'MT4', ssrc: '4', packetsReceived: 90, bytesReceived: 900, jitter: 5, audioLevel: 0 },
    { ...common, trackSid: 'MT9', ssrc: '9', packetsReceived: 90, bytesReceived: 900, jitter: 5, audioLevel: 0 }
  ],
  remoteVideoTrackStats: []
} as unknown as StatsReport;

const ROOM = {
  localParticipant: {
    videoTracks: new Map([
      ['MT2', { isTrackEnabled: true }],
      ['MT3', { isTrackEnabled: false }]
    ])
  },
  participants: new Map([['PA1', { sid: 'PA1', tracks: new Map([['MT4', {}]]) }]])
} as unknown as Room;

describe('the SDK’s statistics', () => {
  it('are counted with whose they are; those of nobody in the room are left out', () => {
    const counted = countedIn(ROOM, [REPORT]);
    expect(counted.map(({ owner, packets, bytes, jitterMs }) => [owner, packets, bytes, jitterMs])).toEqual([
      [null, 50, 5_000, 4],
      [null, 70, 7_000, null],
      [null, 0, 0, null],
      ['PA1', 90, 900, 5]
    ]);
    expect(new Set(counted.map(({ id }) => id)).size).toBe(4);
  });

  it('do not hold down a camera that is off', () => {
    expect(countedIn(ROOM, [REPORT]).map(({ heldDown }) => heldDown)).toEqual([false, true, false, false]);
  });
});
