import type { Feature, FlexContext, FlexHook } from '../hooks';
import { createApi } from './api';
import { openCallWindow } from './call-window';
import { readConfig } from './config';
import type { VideoCallConfig } from './config';
import { flexPorts } from './flex-ports';
import { taskCanvasHeader } from './flex-hooks/components/TaskCanvasHeader';
import { taskOver } from './flex-hooks/events/TaskOver';
import { videoCallNotifications } from './flex-hooks/notifications/VideoCallNotifications';
import { VIDEO_CALL_STRINGS } from './flex-hooks/strings/VideoCallStrings';
import type { VideoCallString } from './flex-hooks/strings/VideoCallStrings';
import { keepCallsIn } from './kept-calls';
import { problemString } from './problems';
import { followSession } from './session-follower';
import { VideoCalls } from './video-calls';

const REQUEST_DEADLINE = 10_000;

const isWindow = (source: MessageEventSource | null): source is Window => source !== null && 'closed' in source;

function createCalls(
  context: FlexContext,
  config: VideoCallConfig,
  text: (key: VideoCallString) => string
): VideoCalls {
  const kept = keepCallsIn(() => window.sessionStorage);
  const service = {
    baseUrl: config.baseUrl,
    fetch: (input: RequestInfo | URL, init?: RequestInit) => window.fetch(input, init),
    token: () => context.manager.user.token
  };
  const api = createApi({ ...service, deadline: REQUEST_DEADLINE });
  const calls = new VideoCalls(
    config,
    {
      ...flexPorts(context),
      api,
      follow: (session, tell) => followSession({ ...service, status: api.status }, session, tell),
      openWindow: taskSid => openCallWindow(window, taskSid),
      startingText: () => text('FlexVideoStarting'),
      changed: kept.write
    },
    kept.read()
  );
  window.addEventListener('message', ({ data, origin, source }: MessageEvent<unknown>) => {
    void calls.receive(data, { origin, window: isWindow(source) ? source : null });
  });
  return calls;
}

function hooks(context: FlexContext): readonly FlexHook[] {
  const { flex, manager } = context;
  const words: readonly FlexHook[] = [{ kind: 'strings', strings: VIDEO_CALL_STRINGS }, ...videoCallNotifications];
  const config = readConfig(manager.configuration);
  if (config === undefined) {
    // The notification must exist before it can be shown, and Flex draws its bar only after all plugins are in.
    manager.events.once('pluginsInitialized', () =>
      flex.Notifications.showNotification(problemString('not_configured'))
    );
    return words;
  }
  const text = (key: VideoCallString): string => {
    // Asked anew each time, since Flex changes its strings with the language.
    const custom: unknown = Reflect.get(manager.strings, key);
    return typeof custom === 'string' ? custom : VIDEO_CALL_STRINGS[key];
  };
  const calls = createCalls(context, config, text);
  return [...words, taskCanvasHeader({ calls, text, me: () => manager.workerClient?.sid }), ...taskOver(calls)];
}

/** Escalates a conversation to a video call from the task header. */
export const videoCall: Feature = { name: 'video-call', hooks };
