import { useEffect, useState } from 'preact/hooks';
import { isSending } from '../../room-core/local-media';
import { NOBODY_SPEAKS, type Speaking } from '../../room-core/speaking';
import type { RoomSession } from '../session';
import { analyse } from '../sound-meter';
import { createVoiceMeter, type Source } from '../voice-meter';

/** One's own voice, beside those of the others, who are known by their sid. */
export const OWN_VOICE = 'own';

export type Voices = Pick<Speaking, 'now' | 'turn'>;

/** Who speaks. Drawn again only when that changes, not at each look. */
export function useSpeaking(session: RoomSession): Voices {
  const [speaking, setSpeaking] = useState<Voices>(NOBODY_SPEAKS);
  useEffect(() => {
    const context = new AudioContext();
    // A page that nobody has touched yet may not run one; an agent's is opened by itself.
    const wake = (): void => {
      if (context.state === 'suspended') void context.resume();
    };
    const gestures = ['pointerdown', 'keydown'] as const;
    gestures.forEach(gesture => document.addEventListener(gesture, wake));
    const meter = createVoiceMeter({
      sources: () => sourcesOf(session),
      gauge: track => analyse(context, track),
      now: () => performance.now()
    });
    const stop = meter.speaking.subscribe(({ now, turn }, before) => {
      if (now !== before.now || turn !== before.turn) setSpeaking({ now, turn });
    });
    return () => {
      stop();
      meter.stop();
      gestures.forEach(gesture => document.removeEventListener(gesture, wake));
      void context.close();
    };
  }, [session]);
  return speaking;
}

function sourcesOf(session: RoomSession): Source[] {
  const sources: Source[] = session.people.state().flatMap(({ sid, tracks }) => {
    const heard = tracks.findLast(({ kind, enabled, subscribed }) => kind === 'audio' && enabled && subscribed);
    const track = heard && session.playable(heard.sid)?.mediaStreamTrack;
    return track ? [{ id: sid, track }] : [];
  });
  const own = isSending(session.media.state(), 'audio') ? session.ownTrack('audio') : null;
  return own ? [...sources, { id: OWN_VOICE, track: own }] : sources;
}
