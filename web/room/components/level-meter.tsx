import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { isSending } from '../../room-core/local-media';
import { say } from '../../room-core/messages';
import { scaled, smoothed } from '../../room-core/sound-level';
import type { RoomSession } from '../session';
import { measureSound } from '../sound-meter';
import { useReadable } from './use-readable';

const EVERY_MS = 50;

/** How loud one's own microphone is; empty while muted. */
export function LevelMeter({ session }: { session: RoomSession }): JSX.Element {
  const sending = isSending(useReadable(session.media), 'audio');
  const track = sending ? session.ownTrack('audio') : null;
  const meter = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let shown = 0;
    // Past Preact: twenty drawings a second for one bar.
    const show = (level: number): void => {
      shown = level;
      meter.current?.style.setProperty('--level', level.toFixed(3));
      meter.current?.setAttribute('aria-valuenow', String(Math.round(level * 100)));
    };
    show(0);
    return track ? measureSound(track, EVERY_MS, loud => show(smoothed(shown, scaled(loud), EVERY_MS))) : undefined;
  }, [track]);
  return (
    <div
      ref={meter}
      class="level"
      role="meter"
      aria-label={say('microphone_level')}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={0}
    />
  );
}
