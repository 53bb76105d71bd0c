import type { ITask } from '@twilio/flex-ui';
import { createElement } from 'react';
import { render } from 'react-dom';
import type { Feature, FlexContext, FlexHook } from '../hooks';
import { createApi } from './api';
import { CallLayer } from './call-layer';
import { openCallWindow } from './call-window';
import { chime } from './chime';
import { Overlay } from './components/Overlay';
import { readConfig } from './config';
import type { VideoCallConfig, WrongSetting } from './config';
import { flexPorts, onConversations } from './flex-ports';
import { createFunctionsApi } from './functions-api';
import { callPlaces } from './flex-hooks/components/CallPlaces';
import { taskCanvasHeader } from './flex-hooks/components/TaskCanvasHeader';
import { taskListItem } from './flex-hooks/components/TaskListItem';
import { beforeLeaving } from './flex-hooks/events/BeforeLeaving';
import { taskOver } from './flex-hooks/events/TaskOver';
import { teamsView } from './flex-hooks/components/TeamsView';
import { taskTaken } from './flex-hooks/events/TaskTaken';
import { videoCallNotifications, WAITING_NOTIFICATION } from './flex-hooks/notifications/VideoCallNotifications';
import { callShortcuts } from './flex-hooks/shortcuts/CallShortcuts';
import { languageFor, STRINGS } from './flex-hooks/strings/languages';
import { keepCallsIn } from './kept-calls';
import { LeaveQuestion } from './leave-question';
import { type Waiting, waitingIn } from './lobby';
import { watchLobby } from './lobby-watch';
import { MenuActs } from './menu-acts';
import { createPageFollower } from './page-follower';
import { problemString } from './problems';
import { followSession, TRY_AGAIN_AFTER } from './session-follower';
import type { Follow } from './session-watch';
import { type SoundChoice, soundChoiceIn } from './sound-choice';
import { offersVideo } from './eligibility';
import { Supervision, supervises } from './supervision';
import { taskFacts } from './task-facts';
import { TeamCalls } from './team-calls';
import { textsFrom, type Text } from './texts';
import { type CallTask, type VideoCallPorts, VideoCalls } from './video-calls';

const REQUEST_DEADLINE = 10_000;
const LOOK_FOR_CLOSED_WINDOWS_EVERY = 1_000;

const isWindow = (source: MessageEventSource | null): source is Window => source !== null && 'closed' in source;

interface Wiring {
  readonly context: FlexContext;
  readonly config: VideoCallConfig;
  readonly text: Text;
  readonly offers: (task: ITask) => boolean;
}

interface Parts {
  readonly calls: VideoCalls;
  readonly layer: CallLayer;
  readonly sound: SoundChoice;
  readonly acts: MenuActs;
  readonly team: TeamCalls;
  readonly supervision: Supervision;
  readonly notify: (code: string) => void;
}

/** The agent's tasks as Flex has them now, or those of them that may have a call. */
const tasksIn = ({ flex, manager }: FlexContext, which: (task: ITask) => boolean): readonly CallTask[] =>
  [...manager.store.getState().flex.worker.tasks.values()]
    .filter(which)
    .map(task => ({ taskSid: task.taskSid, conversationSid: flex.TaskHelper.getTaskConversationSid(task) }));

/** The server or the functions, and how one hears of calls there. */
function openService(
  { context, config: { baseUrl, edition }, offers }: Wiring,
  sessionOf: (task: string) => string | undefined
): Pick<VideoCallPorts, 'api' | 'follow' | 'meet'> {
  const { manager } = context;
  const way = {
    baseUrl,
    fetch: (input: RequestInfo | URL, init?: RequestInit) => window.fetch(input, init),
    token: () => manager.user.token,
    deadline: REQUEST_DEADLINE
  };
  if (edition === 'serverless') {
    const api = createFunctionsApi({
      ...way,
      tasks: () => tasksIn(context, offers),
      taskOf: session => tasksIn(context, ({ taskSid }) => sessionOf(taskSid) === session)[0]
    });
    return { api, ...createPageFollower(api.status) };
  }
  const api = createApi({ ...way, worker: () => manager.workerClient?.sid });
  const follow: Follow = (session, tell) => followSession({ ...way, status: api.status }, session, tell);
  return { api, follow, meet: () => undefined };
}

function createCalls(wiring: Wiring): Parts {
  const { context, config, text } = wiring;
  const kept = keepCallsIn(() => window.sessionStorage);
  const startingText = (): string => text('FlexVideoStarting');
  const openWindow = (name: string) => openCallWindow(window, name);
  const service = openService(wiring, task => calls.callOf(task)?.session);
  const { api } = service;
  const ports = flexPorts(context, config);
  const layer: CallLayer = new CallLayer(document, {
    text,
    onReturn: ports.reveal,
    onPopOut: task => calls.popOut(task)
  });
  const calls: VideoCalls = new VideoCalls(
    config,
    { ...ports, ...service, layer, openWindow, startingText, changed: kept.write },
    kept.read()
  );
  const supervision = new Supervision(config, { api, openWindow, startingText, notify: ports.notify });
  window.addEventListener('message', ({ data, origin, source }: MessageEvent<unknown>) => {
    const sender = { origin, window: isWindow(source) ? source : null };
    void calls.receive(data, sender);
    void supervision.receive(data, sender);
  });
  const later = (milliseconds: number, then: () => void): (() => void) => {
    const timer = setTimeout(then, milliseconds);
    return () => clearTimeout(timer);
  };
  const team = new TeamCalls({ listAll: api.listAll, status: api.status, later });
  onConversations(context, () => calls.messagesChanged());
  setInterval(() => calls.lookForClosedWindows(), LOOK_FOR_CLOSED_WINDOWS_EVERY);
  const sound = soundChoiceIn(
    () => window.localStorage,
    config.sound,
    () => calls.messagesChanged()
  );
  const copy = (link: string): Promise<void> => navigator.clipboard.writeText(link);
  const { notify } = ports;
  const acts = new MenuActs({ ...ports, calls, sound, copy });
  return { calls, layer, sound, notify, acts, team, supervision };
}

interface Lobby {
  readonly waiting: () => readonly Waiting[];
  readonly onDecide: (waiting: Waiting, what: 'admit' | 'deny') => Promise<void>;
}

/** Who waits in front of this agent's calls; the agent hears of them from now on. */
function openLobby({ context, text }: Wiring, { calls, sound, notify }: Parts): Lobby {
  const { Notifications, AudioPlayerManager } = context.flex;
  const waiting = (): readonly Waiting[] => calls.tasks().flatMap(task => waitingIn(task, calls.newsOf(task), text));
  const look = watchLobby({
    waiting,
    sound,
    ring: () => void AudioPlayerManager.play({ url: chime(), repeatable: false }, () => undefined),
    announce: name => void Notifications.showNotification(WAITING_NOTIFICATION, { name })
  });
  calls.subscribe(look);
  return {
    waiting,
    onDecide: async ({ task, visit }, what) => {
      const outcome = await calls.ask(task, { name: what, asked: { visit } });
      if (!outcome.ok) notify(outcome.code);
    }
  };
}

/** What lies over all of Flex, on its page but in no part of it. */
function openOverlay({ text }: Wiring, { calls, layer }: Parts, lobby: Lobby, question: LeaveQuestion): void {
  const place = document.body.appendChild(document.createElement('div'));
  const onChange = (listener: () => void): (() => void) => calls.subscribe(listener);
  render(createElement(Overlay, { ...lobby, onChange, layer, question, text }), place);
}

/** Asks until the service has said which calls there are. */
async function resume(calls: VideoCalls, tries = 0): Promise<void> {
  if (await calls.resume()) return;
  const wait = TRY_AGAIN_AFTER[Math.min(tries, TRY_AGAIN_AFTER.length - 1)];
  setTimeout(() => void resume(calls, tries + 1), wait);
}

/** The notifications must exist before they can be shown, and Flex draws its bar only after all plugins are in. */
function reportSettings({ flex, manager }: FlexContext, off: boolean, wrong: readonly WrongSetting[]): void {
  manager.events.once('pluginsInitialized', () => {
    if (off) flex.Notifications.showNotification(problemString('not_configured'));
    for (const { setting, expected } of wrong)
      if (!(off && setting === 'flex_video.baseUrl'))
        flex.Notifications.showNotification(problemString('wrong_setting'), { setting, expected });
  });
}

/** The task that Flex shows, as it is now. */
const selectedTask =
  ({ manager }: FlexContext) =>
  (): ITask | undefined => {
    const { view, worker } = manager.store.getState().flex;
    return worker.tasks.get(view.selectedTaskSid ?? '');
  };

function hooks(context: FlexContext): readonly FlexHook[] {
  const { manager } = context;
  const { config, wrong } = readConfig(manager.configuration);
  const wishes = [config?.language, manager.localization.localeTag || undefined, ...navigator.languages];
  const strings = STRINGS[languageFor(wishes)];
  const words: readonly FlexHook[] = [{ kind: 'strings', strings }, ...videoCallNotifications];
  reportSettings(context, config === undefined, wrong);
  if (config === undefined) return words;
  const text = textsFrom(() => manager.strings, strings);
  const offers = (task: ITask): boolean => offersVideo(taskFacts(task), manager.workerClient?.sid);
  const wiring: Wiring = { context, config, text, offers };
  const { edition } = config;
  const parts = createCalls(wiring);
  const { calls, layer, sound, acts, team, supervision } = parts;
  const question = new LeaveQuestion();
  const lobby = openLobby(wiring, parts);
  openOverlay(wiring, parts, lobby, question);
  manager.events.once('pluginsInitialized', () => void resume(calls));
  return [
    ...words,
    taskCanvasHeader({ edition, calls, acts, sound, text, offers }),
    ...callPlaces({ home: config.place, calls, layer, text, offers }),
    taskListItem({ calls, text }),
    ...(config.askBeforeLeaving ? beforeLeaving(calls, question) : []),
    ...callShortcuts({
      keys: config.shortcuts,
      edition,
      calls,
      text,
      offers,
      selected: selectedTask(context),
      ...lobby
    }),
    taskTaken({ calls, offers }),
    ...taskOver(calls),
    ...(edition === 'server' && supervises(manager.user.roles) ? teamsView({ team, supervision, text }) : [])
  ];
}

/** Escalates a conversation to a video call from the task header. */
export const videoCall: Feature = { name: 'video-call', hooks };
