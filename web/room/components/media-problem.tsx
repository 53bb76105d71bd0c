import type { JSX } from 'preact';
import { isAsking, missingDevices } from '../../room-core/local-media';
import { inAppBrowserOf } from '../../room-core/in-app-browser';
import { missingOf, say } from '../../room-core/messages';
import { offersWayOut } from '../../room-core/way-out';
import type { RoomSession } from '../session';
import { useChunk } from './use-chunk';
import { useReadable } from './use-readable';

const loadHelp = (): Promise<typeof import('./permission-help')> => import('./permission-help');
export const loadWayOut = (): Promise<typeof import('./way-out')> => import('./way-out');

/** Before the call: what is wrong with camera or microphone, and what to do about it. */
export function MediaProblem({ session }: { session: RoomSession }): JSX.Element | null {
  const media = useReadable(session.media);
  const missing = missingDevices(media);
  const blocked = missing?.why === 'refused' || missing?.why === 'system';
  const help = useChunk(blocked, loadHelp);
  const leads = missing !== null && offersWayOut(missing.why, inAppBrowserOf(navigator.userAgent));
  const out = useChunk(leads, loadWayOut);
  if (isAsking(media)) return <p class="hint">{say('asking')}</p>;
  if (!missing) return null;
  return (
    <div class="hint problem">
      <p>{missingOf(missing.kinds, missing.why, false)}</p>
      {leads && out && <out.WayOut framed={false} />}
      {blocked && help && <help.PermissionHelp session={session} />}
    </div>
  );
}
