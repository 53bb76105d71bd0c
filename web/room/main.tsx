import './styles/colours.css';
import './styles/base.css';
import './styles/lobby.css';
import './styles/tile.css';
import './styles/devices.css';
import { render } from 'preact';
import { capabilityOf } from '../room-core/capability';
import { directionOf, type Language, languageFor } from '../room-core/language';
import { speak } from '../room-core/messages';
import { NETWORK_UNKNOWN, type NetworkEvent, type NetworkState, reduceNetwork } from '../room-core/network-state';
import { createStore } from '../room-core/store';
import { linkAt } from '../room-core/way-out';
import { AgentChannel, openerOf } from './agent-channel';
import { BackgroundBlur, canBlur } from './background-blur';
import { loadCallScreen } from './call-screen';
import { createChoiceStore } from './choice-store';
import { Page } from './components/page';
import { createDataUse } from './data-use';
import { Devices } from './devices';
import { edition } from './edition';
import { LocalMedia } from './local-media';
import { lazily } from './room-companions';
import { ScreenShare } from './screen-share';
import { loadSdk, type Sdk } from './sdk';
import { createSession } from './session';
import { stayIn } from './staying-in';
import { storedText } from './stored-text';
import { createTabs } from './tabs';
import { VideoRoom } from './video-room';
import { keepScreenOn } from './wake-lock';

const { arrival, api } = edition;
const link = linkAt(location);
const opener = openerOf(window);
// Older browsers and insecure pages lack what the types promise.
const { mediaDevices, permissions, wakeLock }: Partial<Navigator> = navigator;
const onThisDevice = (): Storage => localStorage;
const choices = createChoiceStore(storedText(onThisDevice, 'flex-video.choices'));
const chosenLanguage = storedText(onThisDevice, 'flex-video.language');
const media = new LocalMedia({ mediaDevices, permissions, secure: isSecureContext });
const capability = capabilityOf({
  peerConnection: 'RTCPeerConnection' in window,
  getUserMedia: 'mediaDevices' in navigator,
  secure: isSecureContext
});
const canChooseSpeaker = 'setSinkId' in HTMLMediaElement.prototype;
const remembered = storedText(onThisDevice, 'flex-video.devices');
const devices = new Devices({ mediaDevices, remembered, canChooseSpeaker }, media);
const share = new ScreenShare(mediaDevices);
const quality = createStore<NetworkState, NetworkEvent>(NETWORK_UNKNOWN, reduceNetwork);
const dataUse = createDataUse(choices, media);
const blur = new BackgroundBlur(media, choices, canBlur(), async () => (await import('./blur-pipeline')).openBlur);
const companions = [
  dataUse.companion,
  lazily(async () => {
    const { watchNetwork } = await import('./network-watch');
    return watchNetwork({ report: quality.dispatch, now: () => performance.now() });
  })
];

/** All that a call needs, so that nobody is in a room without a screen for it. */
async function loadCall(): Promise<Sdk> {
  const [sdk] = await Promise.all([loadSdk(), loadCallScreen()]);
  return sdk;
}

let channel: AgentChannel | null = null;
const session = createSession({
  arrival,
  around: { canCall: capability !== 'none', hasOpener: opener !== null, framed: edition.framed },
  media,
  devices,
  quality,
  dataUse,
  blur,
  retrying: { permissions, now: () => performance.now(), reload: () => location.reload() },
  share,
  api,
  now: () => performance.now(),
  language: () => document.documentElement.lang,
  createRoom: events => new VideoRoom(loadCall, media, share, events, companions),
  createChannel(report) {
    if (!arrival || arrival.role === 'customer' || !opener) return null;
    const opened = new AgentChannel(opener, arrival.session, arrival.flexOrigins ?? null, report);
    window.addEventListener('message', event => opened.receive(event));
    return (channel = opened);
  }
});
edition.opened?.(session, channel);

// Loaded with the first call; who only looks at the preview does not need it.
const stopWaiting = session.room.subscribe(({ screen }) => {
  if (screen.name !== 'call') return;
  stopWaiting();
  void Promise.all([import('./silence-watch'), import('./sound-meter')]).then(
    ([{ watchSilence }, { measureSound: measure }]) => {
      const microphone = { track: () => media.track('audio'), measure, now: () => performance.now() };
      watchSilence({ room: session.room, media: media.store, ...microphone }, silent => devices.silence(silent));
    },
    () => undefined
  );
});

// A frame may not keep the screen on, and the browser complains about the attempt.
if (window.parent === window) keepScreenOn(session.room, document, wakeLock);
const tabs = createTabs({
  // An agent's page has its rules from the plugin.
  channel:
    arrival?.role === 'customer' && 'BroadcastChannel' in window ? new BroadcastChannel('flex-video') : undefined,
  link,
  isInCall: () => session.room.state().screen.name === 'call',
  onMoved: () => session.send({ type: 'moved' })
});
stayIn(
  session,
  media,
  tabs,
  link,
  storedText(() => sessionStorage, 'flex-video.in-call')
);

const page = document.getElementById('page');

let language: Language = 'en';

/** Nothing is drawn before the words are there; where they do not come, it stays at the language it had. */
async function show(wanted: Language): Promise<void> {
  await speak(wanted).then(
    () => (language = wanted),
    () => undefined
  );
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
  if (page)
    render(<Page session={session} languages={{ current: language, choose }} choices={choices} tabs={tabs} />, page);
}

function choose(wanted: Language): void {
  chosenLanguage.write(wanted);
  void show(wanted);
}

/** The first screen is up. */
function prepareCall(): void {
  const { name } = session.room.state().screen;
  const load = (): void => void loadCall().catch(() => undefined);
  // What the call needs may come now, while the person is still looking; who is on the way in already waits for nothing else.
  if (name === 'preview') requestAnimationFrame(() => setTimeout(load));
  else if (name === 'joining') load();
  // It was chosen on this device: the person shall see what the others will.
  blur.resume();
}

// Not awaited: a language's file shares code with this one, which would wait for itself.
void show(
  languageFor({
    chosen: chosenLanguage.read(),
    locale: arrival?.role === 'customer' ? arrival.locale : undefined,
    browser: navigator.languages
  })
).then(prepareCall);
