import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { clockText } from '../../room-core/call-time';
import { say } from '../../room-core/messages';
import type { RoomSession } from '../session';
import { useReadable } from './use-readable';

/** How long the call has lasted; read out only to who goes there. */
export function CallTimer({ session }: { session: RoomSession }): JSX.Element | null {
  const { since } = useReadable(session.time);
  const [now, setNow] = useState(session.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(session.now()), 1_000);
    return () => clearInterval(timer);
  }, [session]);
  if (since === null) return null;
  return (
    <div class="call-timer" role="timer" aria-label={say('call_time')}>
      {clockText(now - since)}
    </div>
  );
}
