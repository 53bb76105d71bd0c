import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { initialsOf } from '../../room-core/initials';
import { missingDevices } from '../../room-core/local-media';
import { missingOf, noticeOf, peerIn, peerOf, say } from '../../room-core/messages';
import { tilesOf } from '../../room-core/people';
import type { RoomState, Screen } from '../../room-core/screen';
import type { RoomSession } from '../session';
import { Banner } from './banner';
import { DeviceButtons } from './device-buttons';
import { DeviceControls } from './device-controls';
import { DeviceNotices } from './device-notice';
import { Icon } from './icons';
import { OwnTile } from './own-tile';
import { RemoteTile } from './remote-tile';
import { useReadable } from './use-readable';

interface Props {
  state: RoomState;
  call: Extract<Screen, { name: 'call' }>;
  session: RoomSession;
}

/** In the call: everybody in two columns (one on a phone), what needs saying above, the controls below. */
export function Call({ state, call, session }: Props): JSX.Element {
  const people = useReadable(session.people);
  const media = useReadable(session.media);
  const stage = useRef<HTMLDivElement>(null);
  const [soundBlocked, setSoundBlocked] = useState(false);
  const tiles = tilesOf(people, { ownRole: state.role, peerName: state.peerName });
  const shown = Math.max(tiles.length, 1) + 1;

  const playSound = (): void => {
    setSoundBlocked(false);
    stage.current?.querySelectorAll('audio').forEach(each => void each.play().catch(() => setSoundBlocked(true)));
  };

  return (
    <section class="call">
      <h1 class="unseen" tabIndex={-1}>
        {say('call_title', peerIn(state))}
      </h1>
      <Banners state={state} call={call} session={session} onPlaySound={soundBlocked ? playSound : null} />
      <div class="stage" ref={stage}>
        <div
          class="tiles"
          role="group"
          aria-label={say('participants', { count: tiles.length + 1 })}
          style={{
            '--rows-of-2': Math.ceil(shown / 2),
            '--rows-of-3': Math.ceil(shown / 3),
            '--abreast': Math.min(shown, 3)
          }}
        >
          {tiles.map(tile => (
            <RemoteTile
              key={tile.sid}
              tile={tile}
              playable={session.playable}
              onSoundBlocked={() => setSoundBlocked(true)}
            />
          ))}
          {tiles.length === 0 && (
            <div class="tile tile-awaited">
              <div class="tile-initials" aria-hidden="true">
                {initialsOf(peerOf(state))}
              </div>
              <p>{say('alone', peerIn(state))}</p>
            </div>
          )}
          <OwnTile media={media} track={session.ownTrack('video')} name={state.ownName} />
        </div>
      </div>
      <Controls state={state} call={call} session={session} />
    </section>
  );
}

function Controls({ state, call, session }: Props): JSX.Element {
  const media = useReadable(session.media);
  return (
    <div class="controls" role="group" aria-label={say('controls')}>
      <DeviceButtons media={media} onToggle={session.toggle} />
      <DeviceControls session={session} />
      <button
        type="button"
        class="control"
        data-weight="leave"
        data-action="leave"
        onClick={() => session.send({ type: 'leave_pressed' })}
      >
        <Icon name="leave" />
        <span class="control-label">{say('leave')}</span>
      </button>
      {state.role === 'agent' && (
        <button
          type="button"
          class="control"
          data-weight="end"
          data-action="end"
          disabled={call.ending}
          onClick={() => session.send({ type: 'end_pressed' })}
        >
          <Icon name="end" />
          <span class="control-label">{say(call.ending ? 'ending_call' : 'end_call')}</span>
        </button>
      )}
    </div>
  );
}

interface BannersProps extends Props {
  onPlaySound: (() => void) | null;
}

function Banners({ call, session, onPlaySound }: BannersProps): JSX.Element {
  const missing = missingDevices(useReadable(session.media));
  const problem = missing && missingOf(missing.kinds, missing.why, true);
  const [read, setRead] = useState<string | null>(null);
  const dismissNotice = (): void => session.send({ type: 'notice_dismissed' });
  return (
    <div class="banners">
      {call.line === 'down' && <Banner weight="warning" text={say('line_down')} busy />}
      {call.notice && (
        <Banner weight="warning" text={noticeOf(call.notice)} action={say('dismiss')} onAction={dismissNotice} />
      )}
      <DeviceNotices session={session} />
      {onPlaySound && <Banner text={say('sound_blocked')} action={say('sound_on')} onAction={onPlaySound} />}
      {problem !== null && problem !== read && (
        <Banner text={problem} action={say('dismiss')} onAction={() => setRead(problem)} />
      )}
    </div>
  );
}
