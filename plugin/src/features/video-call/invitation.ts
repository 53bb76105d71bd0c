import type { StartedSession } from '../../wire';
import type { VideoCallApi } from './api';

export interface InvitationPorts {
  readonly api: Pick<VideoCallApi, 'invitation'>;
  /** Says the link in the conversation, as the agent. Rejects when Flex could not send it. */
  readonly send: (started: StartedSession) => Promise<void>;
}

/** Who has sent the link, or the problem code of why nobody has. */
export type Invited =
  | { readonly ok: true; readonly sender: 'agent' | 'service' }
  | { readonly ok: false; readonly code: string };

/** This one can't be mended by trying again: the customer has to write, or to get the link in another way. */
export const WINDOW_CLOSED = 'messaging_window_closed';

/**
 * Gets the link into the conversation. The agent says it, unless the channel takes free messages for a time only: then the service
 * knows whether that time is over, and in that case sends it itself. Never throws.
 */
export async function invite(
  { api, send }: InvitationPorts,
  started: StartedSession,
  again: boolean
): Promise<Invited> {
  if (started.windowed) {
    const asked = await api.invitation(started.session.id, again);
    if (!asked.ok) return { ok: false, code: asked.code };
    if (asked.value.sender === 'service') return { ok: true, sender: 'service' };
  }
  try {
    await send(started);
    return { ok: true, sender: 'agent' };
  } catch {
    return { ok: false, code: 'message_not_sent' };
  }
}
