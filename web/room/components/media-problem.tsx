import type { JSX } from 'preact';
import { isAsking, missingDevices } from '../../room-core/local-media';
import { missingOf, say } from '../../room-core/messages';
import type { RoomSession } from '../session';
import { useChunk } from './use-chunk';
import { useReadable } from './use-readable';

const loadHelp = (): Promise<typeof import('./permission-help')> => import('./permission-help');

/** Before the call: what is wrong with camera or microphone, and what to do about it. */
export function MediaProblem({ session }: { session: RoomSession }): JSX.Element | null {
  const media = useReadable(session.media);
  const missing = missingDevices(media);
  const blocked = missing?.why === 'refused' || missing?.why === 'system';
  const help = useChunk(blocked, loadHelp);
  if (isAsking(media)) return <p class="hint">{say('asking')}</p>;
  if (!missing) return null;
  return (
    <div class="hint problem">
      <p>{missingOf(missing.kinds, missing.why, false)}</p>
      {blocked && help && <help.PermissionHelp session={session} />}
    </div>
  );
}
