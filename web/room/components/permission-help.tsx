import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { clientOf } from '../../room-core/client';
import { missingDevices } from '../../room-core/local-media';
import { say } from '../../room-core/messages';
import { helpFor } from '../../room-core/permission-help';
import { clientHints } from '../client-hints';
import type { RoomSession } from '../session';
import { useReadable } from './use-readable';

/** The steps that allow camera and microphone here, and the button to press after them. */
export function PermissionHelp({ session }: { session: RoomSession }): JSX.Element | null {
  const missing = missingDevices(useReadable(session.media));
  const kinds = missing?.kinds.join(' ') ?? '';
  useEffect(() => session.takeWhenAllowed(missing?.kinds ?? []), [session, kinds]);
  const steps = missing ? helpFor(clientOf(clientHints(navigator)), missing.why, missing.kinds) : [];
  if (steps.length === 0) return null;
  return (
    <div class="steps">
      <ol>
        {steps.map(step => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <button type="button" class="button quiet small" onClick={() => void session.retryMedia()}>
        {say('retry')}
      </button>
    </div>
  );
}
