import '../styles/visual-help.css';
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { helpAnnouncement } from '../../room-core/help-words';
import type { Zoom } from '../../room-core/help-messages';
import { peerOf, say } from '../../room-core/messages';
import type { People } from '../../room-core/people';
import type { RoomState } from '../../room-core/screen';
import type { Help } from '../../room-core/visual-help';
import type { RoomSession } from '../session';
import { createVisualHelp, type VisualHelp } from '../visual-help';
import { Banner } from './banner';
import { Dialog } from './dialog';
import { SeeStill } from './kept-pictures';
import { Tool } from './tools';
import { useReadable } from './use-readable';

/** One for as long as the call screen is up. */
export function useVisualHelp(session: RoomSession): VisualHelp {
  const [help] = useState(() => createVisualHelp(session.helpSurroundings()));
  useEffect(() => () => help.close(), [help]);
  return help;
}

/** Whom the agent asks: the customer, or whoever else came by a link. */
export function guestOf(people: People): string | null {
  const guests = people.map(({ identity }) => identity).filter(identity => !identity.startsWith('agent:'));
  return guests.find(identity => identity.startsWith('customer:')) ?? guests[0] ?? null;
}

/** Whose picture is the large one while something is shown: an identity, or "local". */
export function useShown(help: VisualHelp): string | null {
  const { stage, shows, peer } = useReadable(help.store);
  if (stage !== 'on') return null;
  return shows ? 'local' : peer;
}

interface Props {
  help: VisualHelp;
  state: RoomState;
}

/** Among the agent's tools, while there is somebody to ask. */
export function HelpButton({ help, session }: { help: VisualHelp; session: RoomSession }): JSX.Element | null {
  const guest = guestOf(useReadable(session.people));
  const { stage } = useReadable(help.store);
  if (guest === null || stage !== 'off') return null;
  return (
    <Tool icon="look" name={say('visual_start')} onClick={() => help.send({ type: 'ask_pressed', peer: guest })} />
  );
}

/** The customer's question, which Escape answers with no. */
export function HelpQuestion({ help, state }: Props): JSX.Element | null {
  const { stage, shows } = useReadable(help.store);
  if (stage !== 'asked' || !shows) return null;
  return (
    <Dialog
      title={say('visual_title', { name: peerOf(state) })}
      done={say('visual_decline')}
      quiet
      onClose={() => help.send({ type: 'decline_pressed' })}
    >
      <p>{say('visual_explained')}</p>
      <button
        type="button"
        class="button primary"
        data-action="agree_to_show"
        onClick={() => help.send({ type: 'agree_pressed' })}
      >
        {say('visual_agree')}
      </button>
    </Dialog>
  );
}

/** How it stands, above the stage, with what can be done. */
export function HelpBar({ help, state, session }: Props & { session: RoomSession }): JSX.Element | null {
  const now = useReadable(help.store);
  const name = peerOf(state);
  const [read, setRead] = useState<Help | null>(null);
  const stop = (): void => help.send({ type: 'stop_pressed' });
  if (now.stage === 'asked' && !now.shows) {
    return <Banner busy text={say('visual_asking', { name })} action={say('visual_cancel')} onAction={stop} />;
  }
  // On a frozen picture the board has the tools.
  if (now.drawing) return null;
  if (now.stage === 'on') return <HelpTools help={help} now={now} name={name} session={session} />;
  if (now.ended !== 'declined' || state.role !== 'agent' || read === now) return null;
  return <Banner text={say('visual_declined', { name })} action={say('dismiss')} onAction={() => setRead(now)} />;
}

interface ToolsProps {
  help: VisualHelp;
  now: Help;
  name: string;
  session: RoomSession;
}

function HelpTools({ help, now, name, session }: ToolsProps): JSX.Element {
  const { light, zoom } = now.camera;
  const { agent, keepsStills } = session;
  return (
    <div class="banner help-bar" role="group" tabIndex={-1} aria-label={say('visual_tools')}>
      <span>{now.shows ? say('visual_on_own') : say('visual_on_peer', { name })}</span>
      {light !== null && (
        <button
          type="button"
          class="banner-action"
          aria-pressed={light}
          onClick={() => help.send({ type: 'light_pressed' })}
        >
          {say('visual_light')}
        </button>
      )}
      {zoom && <ZoomRange zoom={zoom} onMove={value => help.send({ type: 'zoom_moved', value })} />}
      {keepsStills && (
        <button
          type="button"
          class="banner-action"
          data-action="take_picture"
          disabled={now.still === 'taking'}
          onClick={() => help.send({ type: 'still_pressed' })}
        >
          {say('visual_still')}
        </button>
      )}
      <button
        type="button"
        class="banner-action"
        data-action="freeze"
        disabled={now.freezing}
        onClick={() => help.send({ type: 'freeze_pressed' })}
      >
        {say('visual_freeze')}
      </button>
      <button
        type="button"
        class="banner-action"
        data-action="stop_showing"
        onClick={() => help.send({ type: 'stop_pressed' })}
      >
        {say('visual_stop')}
      </button>
      <StillWords still={now.still} />
      {agent && now.lastStill !== null && <SeeStill agent={agent} still={now.lastStill} />}
    </div>
  );
}

function StillWords({ still }: { still: Help['still'] }): JSX.Element | null {
  if (still !== 'kept' && still !== 'failed') return null;
  return <span class="help-still">{say(still === 'kept' ? 'visual_still_kept' : 'visual_still_failed')}</span>;
}

function ZoomRange({ zoom, onMove }: { zoom: Zoom; onMove: (value: number) => void }): JSX.Element {
  return (
    <label class="help-zoom">
      {say('visual_zoom')}
      <input
        type="range"
        min={zoom.min}
        max={zoom.max}
        step={zoom.step}
        value={zoom.value}
        onInput={event => onMove(event.currentTarget.valueAsNumber)}
      />
    </label>
  );
}

/** The button that was pressed may be gone: then the focus goes to what has come in its place. */
function useKeptPlace({ stage, drawing }: Help): void {
  useEffect(() => {
    if (document.activeElement !== document.body) return;
    const places = ['.board', '.help-bar', '.call h1'].map(each => document.querySelector<HTMLElement>(each));
    places.find(place => place !== null)?.focus();
  }, [stage, drawing === null]);
}

/** Has screen readers told of visual help, and keeps the focus; draws nothing. */
export function useHelpWords(help: VisualHelp, { state, session }: { state: RoomState; session: RoomSession }): void {
  const name = peerOf(state);
  useKeptPlace(useReadable(help.store));
  useEffect(
    () =>
      help.store.subscribe((now, before) => {
        const next = helpAnnouncement(now, before, name);
        if (next !== null) session.announce(next);
      }),
    [help, name]
  );
}
