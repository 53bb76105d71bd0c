import type { Room, StatsReport } from 'twilio-video';
import { levelFrom } from '../room-core/call-quality';
import { type Counted, type Levels, levelsBetween } from '../room-core/media-counts';
import type { NetworkEvent } from '../room-core/network-state';
import type { Companion } from './room-companions';

/** Often enough to see a network go, and seldom enough to cost nothing. */
const LOOK_EVERY_MS = 2_000;

interface Parts {
  report: (event: NetworkEvent) => void;
  /** Milliseconds of a clock that never goes back. */
  now: () => number;
}

/** Reads the SDK's statistics while in a room, and reports how good everybody's network is. */
export const watchNetwork =
  ({ report, now }: Parts): Companion =>
  room => {
    let before: { counted: Counted[]; at: number } | null = null;
    let looking = false;
    let left = false;

    async function look(): Promise<void> {
      if (looking) return;
      looking = true;
      const reports = await room.getStats().catch((): StatsReport[] => []);
      looking = false;
      if (left) return;
      const at = now();
      const counted = countedIn(room, reports);
      if (before) {
        const levels = levelsBetween(before.counted, counted, at - before.at);
        report({ type: 'measured', levels: withCloud(room, levels), at });
      }
      before = { counted, at };
    }

    const timer = setInterval(() => void look(), LOOK_EVERY_MS);
    void look();
    return () => {
      left = true;
      clearInterval(timer);
      report({ type: 'left' });
    };
  };

/** Twilio's cloud measures for itself, and knows more than this page; our own rooms leave that to the pages. */
function withCloud({ localParticipant, participants }: Room, levels: Levels): Levels {
  const others = [...participants.values()].map(
    ({ sid, networkQualityLevel }) => [sid, levelFrom(networkQualityLevel, levels.others[sid] ?? null)] as const
  );
  return {
    own: levelFrom(localParticipant.networkQualityLevel, levels.own),
    others: Object.fromEntries(others)
  };
}

/** The SDK's statistics as counts, with whose they are. */
export function countedIn(room: Room, reports: readonly StatsReport[]): Counted[] {
  const owners = new Map(
    [...room.participants.values()].flatMap(({ sid, tracks }) => [...tracks.keys()].map(track => [track, sid] as const))
  );
  return reports.flatMap(report => [...sent(room, report), ...received(owners, report)]);
}

function sent({ localParticipant }: Room, report: StatsReport): Counted[] {
  const { peerConnectionId: connection, localAudioTrackStats, localVideoTrackStats } = report;
  const pictures = localVideoTrackStats.map(stats => ({
    stats,
    heldDown:
      stats.qualityLimitationReason === 'bandwidth' &&
      localParticipant.videoTracks.get(stats.trackSid)?.isTrackEnabled === true
  }));
  const sounds = localAudioTrackStats.map(stats => ({ stats, heldDown: false }));
  return [...sounds, ...pictures].map(({ stats, heldDown }) => ({
    id: `${connection} ${stats.ssrc} sent`,
    connection,
    owner: null,
    packets: stats.packetsSent ?? 0,
    lost: stats.packetsLost ?? 0,
    bytes: stats.bytesSent ?? 0,
    roundTripMs: stats.roundTripTime,
    // Only of sound: a picture comes in bursts by nature.
    jitterMs: 'audioLevel' in stats ? stats.jitter : null,
    heldDown
  }));
}

function received(owners: ReadonlyMap<string, string>, report: StatsReport): Counted[] {
  const { peerConnectionId: connection, remoteAudioTrackStats, remoteVideoTrackStats } = report;
  return [...remoteAudioTrackStats, ...remoteVideoTrackStats].flatMap(stats => {
    const owner = owners.get(stats.trackSid);
    if (owner === undefined) return [];
    return {
      id: `${connection} ${stats.ssrc} received`,
      connection,
      owner,
      packets: stats.packetsReceived ?? 0,
      lost: stats.packetsLost ?? 0,
      bytes: stats.bytesReceived ?? 0,
      roundTripMs: null,
      jitterMs: 'audioLevel' in stats ? stats.jitter : null,
      heldDown: false
    };
  });
}
