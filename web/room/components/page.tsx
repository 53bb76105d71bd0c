import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { peerIn, say, titleOf } from '../../room-core/messages';
import type { RoomState } from '../../room-core/screen';
import type { RoomSession } from '../session';
import { Announcer } from './announcer';
import { Call } from './call';
import { Closed } from './closed';
import type { LanguageChoice } from './language-menu';
import { Lobby } from './lobby';
import { SpeakerContext } from './speaker';
import { useReadable } from './use-readable';

interface Props {
  session: RoomSession;
  languages: LanguageChoice;
}

/** The whole page: one screen at a time, and the voice of the screen reader beside it. */
export function Page({ session, languages }: Props): JSX.Element {
  const state = useReadable(session.room);
  const main = useRef<HTMLElement>(null);
  const { name } = state.screen;
  const shown = useRef(name);

  useEffect(() => {
    document.title = windowTitle(state);
    if (shown.current === name) return;
    shown.current = name;
    // The button that was pressed may be gone: without this the keyboard would start at the top again.
    main.current?.querySelector('h1')?.focus();
  }, [name, state.peerName, languages.current]);

  return (
    <>
      <main ref={main} data-screen={name} data-role={state.role}>
        <SpeakerContext.Provider value={session.devices}>
          <ScreenOf state={state} session={session} languages={languages} />
        </SpeakerContext.Provider>
      </main>
      <Announcer key={languages.current} session={session} />
    </>
  );
}

function ScreenOf({ state, session, languages }: Props & { state: RoomState }): JSX.Element {
  const { screen } = state;
  switch (screen.name) {
    case 'preview':
    case 'joining':
    case 'waiting':
      return <Lobby state={state} session={session} languages={languages} />;
    case 'call':
      return <Call state={state} call={screen} session={session} />;
    default:
      return (
        <Closed
          role={state.role}
          screen={screen}
          languages={languages}
          onWayOn={() => session.send({ type: 'rejoin_pressed' })}
        />
      );
  }
}

function windowTitle(state: RoomState): string {
  switch (state.screen.name) {
    case 'preview':
    case 'joining':
      return say('page_title');
    case 'waiting':
      return say('waiting_title');
    case 'call':
      return say('call_title', peerIn(state));
    default:
      return titleOf(state.screen.name);
  }
}
