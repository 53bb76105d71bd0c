import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Ending } from '../../room-core/closing';
import { peerIn, say, titleOf } from '../../room-core/messages';
import { asksRating } from '../../room-core/rating';
import type { RoomState, Screen } from '../../room-core/screen';
import { callScreen } from '../call-screen';
import type { ChoiceStore } from '../choice-store';
import type { RoomSession } from '../session';
import type { Tabs } from '../tabs';
import { Announcer } from './announcer';
import { Closed } from './closed';
import type { LanguageChoice } from './language-menu';
import { Lobby } from './lobby';
import { OtherTab } from './other-tab';
import { SpeakerContext } from './speaker';
import { useReadable } from './use-readable';

interface Props {
  session: RoomSession;
  languages: LanguageChoice;
  choices: ChoiceStore;
  tabs: Tabs;
}

/** The whole page: one screen at a time, and the voice of the screen reader beside it. */
export function Page({ session, languages, choices, tabs }: Props): JSX.Element {
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
          <ScreenOf state={state} session={session} languages={languages} choices={choices} tabs={tabs} />
        </SpeakerContext.Provider>
      </main>
      <Announcer key={languages.current} session={session} choices={choices} />
    </>
  );
}

function ScreenOf({ state, session, languages, choices, tabs }: Props & { state: RoomState }): JSX.Element {
  const elsewhere = useReadable(tabs.elsewhere);
  const { screen } = state;
  switch (screen.name) {
    case 'preview':
      if (elsewhere) return <OtherTab onMove={() => moveHere(session, tabs)} onDismiss={() => tabs.dismiss()} />;
      return <Lobby state={state} session={session} languages={languages} />;
    case 'joining':
    case 'waiting':
      return <Lobby state={state} session={session} languages={languages} />;
    case 'call': {
      // Loaded before the room is entered.
      const Call = callScreen()?.Call;
      return Call ? <Call state={state} call={screen} session={session} choices={choices} /> : <></>;
    }
    default:
      return <Afterwards state={state} screen={screen} session={session} languages={languages} />;
  }
}

interface AfterwardsProps {
  state: RoomState;
  screen: Extract<Screen, { name: Ending }>;
  session: RoomSession;
  languages: LanguageChoice;
}

function Afterwards({ state, screen, session, languages }: AfterwardsProps): JSX.Element {
  const { lasted } = useReadable(session.time);
  const asks = asksRating(state.role, screen.name, state.visit, lasted);
  const Rating = asks ? callScreen()?.Rating : undefined;
  return (
    <Closed
      role={state.role}
      lasted={lasted}
      screen={screen}
      languages={languages}
      onWayOn={() => session.send({ type: 'rejoin_pressed' })}
    >
      {Rating && <Rating onRate={session.rate} />}
    </Closed>
  );
}

function moveHere(session: RoomSession, tabs: Tabs): void {
  tabs.move();
  session.send({ type: 'join_pressed' });
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
