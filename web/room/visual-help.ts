import { decodeHelp, encodeHelp } from '../room-core/help-messages';
import type { People } from '../room-core/people';
import { createStore, type Readable } from '../room-core/store';
import type { Outcome } from '../room-core/outcome';
import { type Help, type HelpCommand, type HelpEvent, NO_HELP, stepHelp } from '../room-core/visual-help';
import type { StillAnswer } from '../room-core/wire';
import { adjust, controlsOf, freeze, takeStill } from './camera';

/** What visual help needs of the call it is in. */
export interface HelpSurroundings {
  people: Readable<People>;
  /** Whose light and zoom are set. */
  camera: () => MediaStreamTrack | null;
  /** What the others see at this moment; nothing while the camera is off. No picture is taken of anything else. */
  sent: () => MediaStreamTrack | null;
  /** Turns to the camera of that side, if there is one. */
  turnCamera: (to: 'environment' | 'user') => Promise<void>;
  say: (text: string) => void;
  /** Tells of everything that others say; the answer ends that. */
  listen: (told: (from: string, text: string) => void) => () => void;
  ownIdentity: () => string | null;
  keepStill: (image: Blob) => Promise<Outcome<StillAnswer>>;
  note: (kind: 'help_agreed' | 'help_declined') => void;
}

/** Runs the machine of visual help for one stay in a call. */
export interface VisualHelp {
  readonly store: Readable<Help>;
  readonly send: (event: HelpEvent) => void;
  /** Ends it: the camera is turned back, and nothing is heard any more. */
  readonly close: () => void;
}

export function createVisualHelp(around: HelpSurroundings): VisualHelp {
  const store = createStore<Help, Help>(NO_HELP, (_, next) => next);
  let asking: ReturnType<typeof setTimeout> | undefined;

  function send(event: HelpEvent): void {
    const { help, commands } = stepHelp(store.state(), event);
    store.dispatch(help);
    commands.forEach(run);
  }

  function run(command: HelpCommand): void {
    switch (command.do) {
      case 'send':
        around.say(encodeHelp(command.to, command.message));
        break;
      case 'ask_later':
        clearTimeout(asking);
        asking = setTimeout(() => send({ type: 'ask_due' }), command.afterMs);
        break;
      case 'turn_camera':
        void around.turnCamera(command.to).then(look);
        break;
      case 'set_light':
        void adjust(around.camera(), { torch: command.on }).then(look);
        break;
      case 'set_zoom':
        void adjust(around.camera(), { zoom: command.value }).then(look);
        break;
      case 'take_still':
        void keep();
        break;
      case 'freeze':
        void freeze(around.sent()).then(
          pieces => send({ type: 'frozen', pieces }),
          () => send({ type: 'freeze_failed' })
        );
        break;
      case 'note':
        around.note(command.kind);
        break;
    }
  }

  const look = (): void => send({ type: 'camera_changed', camera: controlsOf(around.camera()) });

  async function keep(): Promise<void> {
    const image = await takeStill(around.sent()).catch(() => null);
    const kept = image && (await around.keepStill(image));
    send(kept?.ok ? { type: 'still_kept', id: kept.value.still.id } : { type: 'still_failed' });
  }

  const stops = [
    around.listen((from, text) => {
      const heard = decodeHelp(text);
      if (heard && heard.to === around.ownIdentity()) send({ type: 'heard', from, message: heard.message });
    }),
    around.people.subscribe(now => {
      const { peer } = store.state();
      if (peer !== null && !now.some(({ identity }) => identity === peer)) send({ type: 'peer_gone' });
    })
  ];

  return {
    store,
    send,
    close() {
      clearTimeout(asking);
      send({ type: 'stop_pressed' });
      stops.forEach(stop => stop());
    }
  };
}
