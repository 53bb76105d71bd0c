import type { JSX } from 'preact';
import { peerIn, say } from '../../room-core/messages';
import { TAKES_LONG_FROM } from '../../room-core/rejoin';
import type { RoomState } from '../../room-core/screen';
import type { RoomSession } from '../session';
import { ConsentQuestion } from './consent-question';
import { DeviceButtons } from './device-buttons';
import { FlipButton } from './device-controls';
import { DeviceNotices } from './device-notice';
import { type LanguageChoice, LanguageMenu } from './language-menu';
import { LobbyPanels } from './lobby-panels';
import { MediaProblem } from './media-problem';
import { OwnTile } from './own-tile';
import { useReadable } from './use-readable';

interface Props {
  state: RoomState;
  session: RoomSession;
  languages: LanguageChoice;
}

/** Before the call: one's own picture, who calls, and one thing to do. */
export function Lobby({ state, session, languages }: Props): JSX.Element {
  const media = useReadable(session.media);
  const audioOnly = useReadable(session.dataUse.choices).bandwidth === 'audio';
  const { title, text } = wordsOf(state);
  return (
    <section class="lobby">
      <div class="lobby-words">
        <h1 tabIndex={-1}>{title}</h1>
        <p>{text}</p>
      </div>
      {!session.watches && (
        <div class="lobby-picture">
          <OwnTile
            media={media}
            track={session.ownPicture()}
            facing={session.ownTrack('video')?.getSettings().facingMode}
            audioOnly={audioOnly}
          />
          <div class="lobby-devices" role="group" aria-label={say('controls')}>
            <DeviceButtons media={media} onToggle={session.toggle} />
            <FlipButton session={session} />
          </div>
        </div>
      )}
      <div class="lobby-action">
        <MediaProblem session={session} />
        <DeviceNotices session={session} />
        {state.screen.name === 'preview' && <ConsentQuestion consent={session.consent} />}
        <Action state={state} session={session} />
        {!session.watches && <LobbyPanels session={session} />}
        {state.screen.name === 'preview' && <LanguageMenu {...languages} />}
      </div>
    </section>
  );
}

function Action({ state, session }: { state: RoomState; session: RoomSession }): JSX.Element {
  switch (state.screen.name) {
    case 'preview':
      return (
        <button type="button" class="button primary large" data-action="join" onClick={session.join}>
          {say('join')}
        </button>
      );
    case 'waiting':
      return <Waiting onLeave={() => session.send({ type: 'leave_pressed' })} />;
    case 'joining':
      if (state.screen.again) return <Waiting onLeave={() => session.send({ type: 'leave_pressed' })} />;
      return <div class="progress" aria-hidden="true" />;
    default:
      return <div class="progress" aria-hidden="true" />;
  }
}

/** Something is going on, and one may go. */
function Waiting({ onLeave }: { onLeave: () => void }): JSX.Element {
  return (
    <>
      <div class="progress" aria-hidden="true" />
      <button type="button" class="button quiet" data-action="leave" onClick={onLeave}>
        {say('leave')}
      </button>
    </>
  );
}

function wordsOf(state: RoomState): { title: string; text: string } {
  const { screen, peerName } = state;
  if (screen.name === 'waiting') {
    return { title: say('waiting_title'), text: say('waiting_text', peerIn(state)) };
  }
  if (screen.name === 'joining') {
    const again = screen.failed >= TAKES_LONG_FROM ? 'joining_long_text' : 'joining_again_text';
    return { title: say('joining_title'), text: say(screen.again ? again : 'joining_text') };
  }
  const title = peerName === null ? say('preview_title_unnamed') : say('preview_title', { name: peerName });
  return { title, text: say('preview_text') };
}
