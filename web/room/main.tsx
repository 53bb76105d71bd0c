import './styles/base.css';
import './styles/lobby.css';
import './styles/tile.css';
import { render } from 'preact';
import { readArrival } from '../room-core/arrival';
import { createVisitApi } from '../room-core/visit-api';
import { AgentChannel, openerOf } from './agent-channel';
import { loadCallScreen } from './call-screen';
import { createChoiceStore } from './choice-store';
import { Page } from './components/page';
import { LocalMedia } from './local-media';
import { ScreenShare } from './screen-share';
import { loadSdk, type Sdk } from './sdk';
import { createSession } from './session';
import { stayIn } from './staying-in';
import { createTabs } from './tabs';
import { VideoRoom } from './video-room';
import { keepScreenOn } from './wake-lock';

const arrival = readArrival(document.getElementById('arrival')?.textContent ?? '', location.pathname);
const opener = openerOf(window);
// Older browsers and insecure pages lack what the types promise.
const { mediaDevices, permissions, wakeLock }: Partial<Navigator> = navigator;
const choices = createChoiceStore(() => localStorage);
const media = new LocalMedia({ mediaDevices, permissions });
const share = new ScreenShare(mediaDevices);

/** All that a call needs, so that nobody is in a room without a screen for it. */
async function loadCall(): Promise<Sdk> {
  const [sdk] = await Promise.all([loadSdk(), loadCallScreen()]);
  return sdk;
}

const session = createSession({
  arrival,
  around: { canCall: 'RTCPeerConnection' in window, hasOpener: opener !== null },
  media,
  share,
  api: createVisitApi((url, init) => fetch(url, init)),
  now: () => performance.now(),
  createRoom: events => new VideoRoom(loadCall, media, share, events),
  createChannel(report) {
    if (arrival?.role !== 'agent' || !opener) return null;
    const channel = new AgentChannel(opener, arrival.session, arrival.flexOrigins ?? null, report);
    window.addEventListener('message', event => channel.receive(event));
    return channel;
  }
});

// A frame may not keep the screen on, and the browser complains about the attempt.
if (window.parent === window) keepScreenOn(session.room, document, wakeLock);
const tabs = createTabs({
  // An agent's page has its rules from the plugin.
  channel:
    arrival?.role === 'customer' && 'BroadcastChannel' in window ? new BroadcastChannel('flex-video') : undefined,
  link: location.pathname,
  isInCall: () => session.room.state().screen.name === 'call',
  onMoved: () => session.send({ type: 'moved' })
});
stayIn(session, media, tabs);

const page = document.getElementById('page');
if (page) render(<Page session={session} choices={choices} tabs={tabs} />, page);

// The first screen is up: what the call needs may come now, while the person is still looking.
if (session.room.state().screen.name === 'preview') {
  requestAnimationFrame(() => setTimeout(() => void loadCall().catch(() => undefined)));
}
