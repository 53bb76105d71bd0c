// One call’s calls on ports that only note what is asked of them.
import { vi } from 'vitest';
import type { SessionStatus, StartedSession } from '../../wire';
import type { VideoCallApi } from './api';
import type { CallWindow } from './call-window';
import type { Call, Calls } from './calls-state';
import type { VideoCallConfig } from './config';
import { VideoCalls, type VideoCallPorts } from './video-calls';

export const origin = 'https://video.example.com';
export const task = { taskSid: 'WT1', conversationSid: 'CH1' };
export const session = {
  id: 's1',
  state: 'open',
  conversationSid: 'CH1',
  taskSid: 'WT1',
  roomSid: 'RM1',
  roomName: 'Room-WT1',
  agentName: 'Ada',
  customerName: 'Cleo',
  recording: 'off',
  openedAt: '2026-11-22T17:00:00.000Z'
} as const;
export const started: StartedSession = {
  session,
  customerLink: `${origin}/j/code`,
  message: `Join me: ${origin}/j/code`,
  windowed: false
};
export const joined = {
  token: 'jwt',
  room: 'RM1',
  identity: 'agent:WK1',
  displayName: 'Ada Agent',
  role: 'agent',
  expiresAt: '2026-11-22T21:00:00.000Z',
  peerName: 'Cus Tomer'
} as const;
export const status: SessionStatus = {
  session,
  visits: [],
  invites: [],
  policy: {
    maxParticipants: 4,
    lobby: 'second_device',
    longestCallSeconds: 14_400,
    recordingAllowed: false,
    supervisorJoin: 'view',
    supervisorAnnounced: true
  }
};
export const notAsked = () => Promise.reject(new Error('not asked'));
export const refuse = (code: string) => ({ ok: false, code, title: `title of ${code}` }) as const;

export function windowStub(log: string[], blank = true) {
  const messages: unknown[] = [];
  // Only postMessage of a real window is ever used, and only identity is compared.
  const target = { postMessage: (message: unknown, to: string) => messages.push([message, to]) } as unknown as Window;
  const window: CallWindow = {
    target,
    blank,
    say: text => log.push(`say ${text}`),
    go: url => log.push(`go ${url}`),
    focus: () => log.push('focus'),
    close: () => log.push('close')
  };
  return { window, target, messages };
}

interface Overrides extends Partial<Omit<VideoCallPorts, 'api'>> {
  readonly api?: Partial<VideoCallApi>;
  /** Whether the window has no page yet. */
  readonly blank?: boolean;
  readonly place?: VideoCallConfig['place'];
  readonly edition?: VideoCallConfig['edition'];
}

export function setUp(
  { api: apiOverrides, blank, place = 'window', edition = 'server', ...overrides }: Overrides = {},
  calls?: Calls
) {
  const log: string[] = [];
  const opened = windowStub(log, blank);
  const api: VideoCallApi = {
    start: () => Promise.resolve({ ok: true, value: started }),
    list: () => Promise.resolve({ ok: true, value: { sessions: [session] } }),
    listAll: notAsked,
    supervise: notAsked,
    changeSupervision: notAsked,
    join: () => Promise.resolve({ ok: true, value: joined }),
    end: () => Promise.resolve({ ok: true, value: { session } }),
    status: () => Promise.resolve({ ok: true, value: status }),
    invitation: notAsked,
    decide: notAsked,
    record: notAsked,
    invite: notAsked,
    revoke: notAsked,
    keepStill: notAsked,
    still: notAsked,
    ...apiOverrides
  };
  const changed = vi.fn<(calls: Calls) => void>();
  const ports: VideoCallPorts = {
    follow: () => () => undefined,
    meet: (of, guests) => log.push(`meet ${of} ${guests}`),
    openWindow: () => {
      log.push('open window');
      return opened.window;
    },
    layer: {
      open: ({ task: of, url, customer }) => {
        log.push(`frame ${of} ${url} ${customer}`);
        return opened.target;
      },
      close: of => log.push(`no frame ${of}`)
    },
    reveal: of => log.push(`reveal ${of}`),
    startingText: () => 'Starting',
    locale: () => 'en-US',
    messages: () => [],
    send: ({ session, message }) => {
      log.push(`send ${session.conversationSid} ${message}`);
      return Promise.resolve();
    },
    notify: code => log.push(`notify ${code}`),
    confirm: done => log.push(`confirm ${done}`),
    changed,
    ...overrides,
    api
  };
  return { log, changed, ...opened, calls: new VideoCalls({ baseUrl: origin, origin, place, edition }, ports, calls) };
}

export const openCall: Calls = new Map<string, Call>([['WT1', { phase: 'open', session: 's1', place: 'window' }]]);
