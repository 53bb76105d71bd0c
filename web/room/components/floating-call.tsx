import '../styles/floating.css';
import type { JSX } from 'preact';
import { floatingOf } from '../../room-core/floating';
import { peerIn, say } from '../../room-core/messages';
import { namingOf, screensOf, tilesOf } from '../../room-core/people';
import type { RoomState, Screen } from '../../room-core/screen';
import type { RoomSession } from '../session';
import { DeviceButtons } from './device-buttons';
import { LeaveButton } from './leave-button';
import { RecordingSign } from './recording-sign';
import { RemoteTile } from './remote-tile';
import { ScreenTile } from './screen-tile';
import { AwaitedTile } from './stage';
import { useReadable } from './use-readable';

interface Props {
  state: RoomState;
  call: Extract<Screen, { name: 'call' }>;
  session: RoomSession;
  pinned: string | null;
  /** Whose turn it is to speak, by sid. */
  turn: string | null;
}

/** The call in a small window: the other side, and what is needed most. What is heard comes from the page. */
export function FloatingCall({ state, call, session, pinned, turn }: Props): JSX.Element {
  const media = useReadable(session.media);
  return (
    <main class="floating" data-role={state.role}>
      <h1 class="unseen">{say('call_title', peerIn(state))}</h1>
      <Shown state={state} session={session} pinned={pinned} turn={turn} />
      <div class="floating-signs">
        <RecordingSign session={session} />
        {call.line === 'down' && <p class="floating-line">{say('line_down')}</p>}
      </div>
      <div class="controls" role="group" aria-label={say('controls')}>
        {!session.watches && <DeviceButtons media={media} onToggle={session.toggle} />}
        <LeaveButton onLeave={() => session.send({ type: 'leave_pressed' })} />
      </div>
    </main>
  );
}

function Shown({ state, session, pinned, turn }: Omit<Props, 'call'>): JSX.Element {
  const people = useReadable(session.people);
  const audioOnly = useReadable(session.dataUse.choices).bandwidth === 'audio';
  const naming = namingOf(state);
  const shown = floatingOf({ tiles: tilesOf(people, naming), screens: screensOf(people, naming), pinned, turn });
  const { playable } = session;
  switch (shown.show) {
    case 'screen':
      return <ScreenTile key={shown.screen.sid} screen={shown.screen} playable={playable} />;
    case 'person':
      return <RemoteTile key={shown.tile.sid} tile={shown.tile} audioOnly={audioOnly} playable={playable} silent />;
    case 'nobody':
      return <AwaitedTile state={state} />;
  }
}
