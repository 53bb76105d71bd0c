import type { JSX, RefObject } from 'preact';
import { initialsOf } from '../../room-core/initials';
import { type Placed, placesOf, type Shown, type View } from '../../room-core/layout';
import { peerIn, peerOf, say } from '../../room-core/messages';
import { namingOf, screensOf, type SharedScreen, type Tile as TileModel, tilesOf } from '../../room-core/people';
import type { RoomState } from '../../room-core/screen';
import type { RoomSession } from '../session';
import { OwnTile } from './own-tile';
import { RemoteTile } from './remote-tile';
import { ScreenTile } from './screen-tile';
import { styleOf } from './tile';
import { useReadable } from './use-readable';
import { useSize } from './use-size';
import { OWN_VOICE, type Voices } from './use-speaking';

const OWN = 'own';
const AWAITED = 'awaited';

interface Props {
  state: RoomState;
  session: RoomSession;
  view: View;
  stage: RefObject<HTMLDivElement>;
  voices: Voices;
  /** Who is large whatever the view: an identity, or "local". */
  pinned: string | null;
  onSoundBlocked: () => void;
}

/** Everybody, each where the layout says. Tiles stay the same elements when the view changes, so that no picture flickers. */
export function Stage({ state, session, view, stage, voices, pinned, onSoundBlocked }: Props): JSX.Element {
  const people = useReadable(session.people);
  const media = useReadable(session.media);
  const { gap, ...size } = useSize(stage);
  const { now, turn } = voices;
  const quality = useReadable(session.quality);
  const audioOnly = useReadable(session.dataUse.choices).bandwidth === 'audio';
  const naming = namingOf(state);
  const { watches } = session;
  const tiles = tilesOf(people, naming);
  const screens = screensOf(people, naming);
  const big = pinned === 'local' ? OWN : (tiles.find(({ identity }) => identity === pinned)?.sid ?? null);
  const shown = shownOf(tiles, screens, !watches);
  const placed = placesOf({ stage: size, gap, view, shown, speaker: turn, pinned: big });
  const places = new Map(placed.map(place => [place.id, place]));
  return (
    <div
      class="stage"
      ref={stage}
      role="group"
      aria-label={say('participants', { count: tiles.length + (watches ? 0 : 1) })}
      data-view={view}
    >
      {tiles.map(tile => (
        <RemoteTile
          key={tile.sid}
          tile={tile}
          place={places.get(tile.sid)}
          speaking={now.includes(tile.sid)}
          level={quality.others[tile.sid]?.level ?? null}
          audioOnly={audioOnly}
          playable={session.playable}
          onSoundBlocked={onSoundBlocked}
        />
      ))}
      {screens.map(screen => (
        <ScreenTile key={screen.sid} screen={screen} place={places.get(screen.sid)} playable={session.playable} />
      ))}
      {tiles.length === 0 && <AwaitedTile key={AWAITED} state={state} place={places.get(AWAITED)} />}
      {!watches && (
        <OwnTile
          key={OWN}
          media={media}
          track={session.ownPicture()}
          facing={session.ownTrack('video')?.getSettings().facingMode}
          name={state.ownName}
          place={places.get(OWN)}
          speaking={now.includes(OWN_VOICE)}
          level={quality.own.level}
          audioOnly={audioOnly}
        />
      )}
    </div>
  );
}

function shownOf(tiles: readonly TileModel[], screens: readonly SharedScreen[], own: boolean): Shown[] {
  const others: Shown[] = tiles.map(({ sid }) => ({ id: sid, kind: 'person' }));
  if (others.length === 0) others.push({ id: AWAITED, kind: 'awaited' });
  const shared = screens.map(({ sid }): Shown => ({ id: sid, kind: 'screen' }));
  return own ? [...others, ...shared, { id: OWN, kind: 'own' }] : [...others, ...shared];
}

/** In the place of the other side, until it comes. */
export function AwaitedTile({ state, place }: { state: RoomState; place?: Placed | undefined }): JSX.Element {
  return (
    <div class="tile tile-awaited" data-place={place?.as} style={styleOf(place)}>
      <div class="tile-initials" aria-hidden="true">
        {initialsOf(peerOf(state))}
      </div>
      <p>{say('alone', peerIn(state))}</p>
    </div>
  );
}
