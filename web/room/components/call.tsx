import '../styles/afterwards.css';
import '../styles/call.css';
import '../styles/quality.css';
import type { ComponentChildren, JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { missingDevices } from '../../room-core/local-media';
import { missingOf, noticeOf, peerIn, say } from '../../room-core/messages';
import type { RoomState, Screen } from '../../room-core/screen';
import type { Shortcut } from '../../room-core/shortcuts';
import type { ChoiceStore } from '../choice-store';
import type { RoomSession } from '../session';
import { useAgentExtras } from './agent-extras';
import { Banner } from './banner';
import { Board } from './board';
import { BlurNotice } from './blur-switch';
import { DeviceButtons } from './device-buttons';
import { DeviceControls } from './device-controls';
import { DeviceNotices } from './device-notice';
import { FloatingCall } from './floating-call';
import { Help } from './help';
import { Icon } from './icons';
import { LeaveButton } from './leave-button';
import { ShareButton } from './share-button';
import { Stage } from './stage';
import { Tools } from './tools';
import { useFloating } from './use-floating';
import { useFullScreen } from './use-full-screen';
import { useReadable } from './use-readable';
import { useShortcuts } from './use-shortcuts';
import { useSpeaking } from './use-speaking';
import { HelpBar, HelpButton, HelpQuestion, useHelpWords, useShown, useVisualHelp } from './visual-help';
import { WeakNetwork } from './weak-network';

/** What comes after the call comes with it: nobody sees it before. */
export { Rating } from './rating';

interface Props {
  state: RoomState;
  call: Extract<Screen, { name: 'call' }>;
  session: RoomSession;
}

interface CallProps extends Props {
  choices: ChoiceStore;
}

/** In the call: how it is looked at, everybody, what needs saying above them, the controls below. */
export function Call({ state, call, session, choices }: CallProps): JSX.Element {
  const { view, shortcuts } = useReadable(choices);
  const stage = useRef<HTMLDivElement>(null);
  const [soundBlocked, setSoundBlocked] = useState(false);
  const [helping, setHelping] = useState(false);
  const fullScreen = useFullScreen();
  const voices = useSpeaking(session);
  const help = useVisualHelp(session);
  const pinned = useShown(help);
  const inWindow = <FloatingCall state={state} call={call} session={session} pinned={pinned} turn={voices.turn} />;
  const floating = useFloating(stage, inWindow);
  useHelpWords(help, { state, session });
  const agent = useAgentExtras(session, choices);
  const acts: Readonly<Record<Shortcut, () => void>> = {
    mute: () => session.watches || session.toggle('audio'),
    camera: () => session.watches || session.toggle('video'),
    share: () => session.watches || session.share.toggle(),
    full_screen: () => fullScreen?.toggle(),
    view: () => choices.dispatch({ view: view === 'grid' ? 'speaker' : 'grid' }),
    help: () => setHelping(true)
  };
  useShortcuts(shortcuts, shortcut => acts[shortcut]());

  const playSound = (): void => {
    setSoundBlocked(false);
    stage.current?.querySelectorAll('audio').forEach(each => void each.play().catch(() => setSoundBlocked(true)));
  };

  return (
    <section class="call" data-beside={agent.panel !== null}>
      <h1 class="unseen" tabIndex={-1}>
        {say('call_title', peerIn(state))}
      </h1>
      <Tools
        session={session}
        choices={choices}
        fullScreen={fullScreen}
        floating={floating}
        onHelp={() => setHelping(true)}
      >
        {agent.tool}
        {state.role === 'agent' && <HelpButton help={help} session={session} />}
      </Tools>
      {agent.panel}
      <div class="call-middle">
        <Banners state={state} call={call} session={session} onPlaySound={soundBlocked ? playSound : null}>
          {agent.banners}
          <HelpBar help={help} state={state} session={session} />
        </Banners>
        <Stage
          state={state}
          session={session}
          view={view}
          stage={stage}
          voices={voices}
          pinned={pinned}
          onSoundBlocked={() => setSoundBlocked(true)}
        />
        <Board help={help} agent={session.keepsStills ? session.agent : null} />
      </div>
      <Controls state={state} call={call} session={session} />
      <HelpQuestion help={help} state={state} />
      {helping && <Help choices={choices} place={session.place()} onClose={() => setHelping(false)} />}
    </section>
  );
}

function Controls({ state, call, session }: Props): JSX.Element {
  const media = useReadable(session.media);
  return (
    <div class="controls" role="group" aria-label={say('controls')}>
      {!session.watches && (
        <>
          <DeviceButtons media={media} onToggle={session.toggle} />
          <DeviceControls session={session} />
          <ShareButton share={session.share} />
        </>
      )}
      <LeaveButton onLeave={() => session.send({ type: 'leave_pressed' })} />
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
  children: ComponentChildren;
  onPlaySound: (() => void) | null;
}

function Banners({ call, session, onPlaySound, children }: BannersProps): JSX.Element {
  const missing = missingDevices(useReadable(session.media));
  const problem = missing && missingOf(missing.kinds, missing.why, true);
  const shares = useReadable(session.share.store) === 'on';
  const [read, setRead] = useState<string | null>(null);
  const dismissNotice = (): void => session.send({ type: 'notice_dismissed' });
  return (
    <div class="banners">
      {children}
      {session.watches && <Banner text={say('watching')} />}
      {shares && <Banner text={say('share_is_on')} action={say('share_stop')} onAction={() => session.share.stop()} />}
      {call.line === 'down' && <Banner weight="warning" text={say('line_down')} busy />}
      {call.notice && (
        <Banner weight="warning" text={noticeOf(call.notice)} action={say('dismiss')} onAction={dismissNotice} />
      )}
      <WeakNetwork session={session} />
      <BlurNotice session={session} />
      <DeviceNotices session={session} />
      {onPlaySound && <Banner text={say('sound_blocked')} action={say('sound_on')} onAction={onPlaySound} />}
      {problem !== null && problem !== read && (
        <Banner text={problem} action={say('dismiss')} onAction={() => setRead(problem)} />
      )}
    </div>
  );
}
