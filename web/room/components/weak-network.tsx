import type { JSX } from 'preact';
import { say } from '../../room-core/messages';
import type { RoomSession } from '../session';
import { Banner } from './banner';
import { useReadable } from './use-readable';

/** One's own network is weak, and what helps: the next step is one press away. */
export function WeakNetwork({ session }: { session: RoomSession }): JSX.Element | null {
  const { tellsWeak } = useReadable(session.quality);
  const { bandwidth } = useReadable(session.dataUse.choices);
  if (!tellsWeak) return null;
  const dismiss = (): void => {
    session.quality.dispatch({ type: 'dismissed', at: session.now() });
    // The button goes: without this the keyboard would start at the top again.
    document.querySelector<HTMLElement>('main h1')?.focus();
  };
  if (bandwidth === 'audio') {
    return <Banner weight="warning" text={say('network_weak')} action={say('dismiss')} onAction={dismiss} />;
  }
  const helpItself = (): void => {
    dismiss();
    session.dataUse.choose('audio');
  };
  return (
    <Banner
      weight="warning"
      text={say('network_weak_audio')}
      action={say('bandwidth_audio')}
      onAction={helpItself}
      onDismiss={dismiss}
    />
  );
}
