import type { RemoteParticipant, RemoteTrack, RemoteTrackPublication, Room } from 'twilio-video';
import type { PeopleEvent, Person, PublishedTrack } from '../room-core/people';

/** The name under which a shared screen is published. */
export const SCREEN = 'screen';

/** The participant as a value, with the tracks that have media to show; data tracks are none of this page's business. */
export function personOf(participant: RemoteParticipant): Person {
  const tracks = [...participant.tracks.values()].map(trackOf).filter(track => track !== null);
  return {
    sid: participant.sid,
    identity: participant.identity,
    tracks,
    reconnecting: participant.state === 'reconnecting'
  };
}

function trackOf(publication: RemoteTrackPublication): PublishedTrack | null {
  if (publication.kind === 'data') return null;
  return {
    sid: publication.trackSid,
    kind: publication.kind,
    screen: publication.kind === 'video' && publication.trackName === SCREEN,
    enabled: publication.isTrackEnabled,
    subscribed: publication.isSubscribed,
    withheld: publication.track?.kind === 'video' && publication.track.isSwitchedOff
  };
}

/** Reports who comes, goes and changes, from now on. */
export function watchPeople(room: Room, report: (event: PeopleEvent) => void): void {
  const changed =
    (change: Extract<PeopleEvent, { type: 'changed' }>['change']) =>
    (_: RemoteTrack, publication: RemoteTrackPublication, { sid }: RemoteParticipant): void =>
      report({ type: 'changed', sid, track: publication.trackSid, change });
  const switched =
    (enabled: boolean) =>
    (publication: RemoteTrackPublication, { sid }: RemoteParticipant): void =>
      report({ type: 'changed', sid, track: publication.trackSid, change: { enabled } });
  room
    .on('participantConnected', (who: RemoteParticipant) => report({ type: 'present', person: personOf(who) }))
    .on('participantDisconnected', ({ sid }: RemoteParticipant) => report({ type: 'gone', sid }))
    .on('participantReconnecting', ({ sid }: RemoteParticipant) => report({ type: 'reconnecting', sid, now: true }))
    .on('participantReconnected', ({ sid }: RemoteParticipant) => report({ type: 'reconnecting', sid, now: false }))
    .on('trackPublished', (publication: RemoteTrackPublication, { sid }: RemoteParticipant) => {
      const track = trackOf(publication);
      if (track) report({ type: 'published', sid, track });
    })
    .on('trackUnpublished', ({ trackSid }: RemoteTrackPublication, { sid }: RemoteParticipant) =>
      report({ type: 'unpublished', sid, track: trackSid })
    )
    .on('trackSubscribed', changed({ subscribed: true }))
    .on('trackUnsubscribed', changed({ subscribed: false }))
    .on('trackSwitchedOff', changed({ withheld: true }))
    .on('trackSwitchedOn', changed({ withheld: false }))
    .on('trackEnabled', switched(true))
    .on('trackDisabled', switched(false));
}
