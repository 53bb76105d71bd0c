import type * as Flex from '@twilio/flex-ui';
import type { ContentHost, Feature, FlexContext, FlexHook, HostProps } from './hooks';

/** Flex's own buttons give the task; a plugin may give its reservation instead. */
interface ActionPayload {
  readonly task?: Flex.ITask;
  readonly sid?: string;
}

type Allows = (task: Flex.ITask) => Promise<boolean>;

/** Flex waits for what a listener returns, though its types do not say so. */
const askFirst =
  ({ TaskHelper }: typeof Flex, allows: Allows) =>
  ({ task, sid }: ActionPayload, abort: () => void): unknown => {
    const find = (): Flex.ITask | undefined => task ?? TaskHelper.getTaskByTaskSid(sid ?? '');
    const about = find();
    return about && allows(about).then(allowed => (allowed ? undefined : abort()));
  };

function hostOf(flex: typeof Flex, host: ContentHost) {
  switch (host) {
    case 'Panel2':
      return flex.AgentDesktopView.Panel2;
    case 'Supervisor.TaskCard':
      return flex.Supervisor.TaskCard;
    case 'Supervisor.TaskCanvasHeader':
      return flex.Supervisor.TaskCanvasHeader;
    default:
      return flex[host];
  }
}

function apply(hook: FlexHook, { flex, manager }: FlexContext): void {
  switch (hook.kind) {
    case 'strings':
      for (const [key, text] of Object.entries(hook.strings)) {
        if (!(key in manager.strings)) Object.assign(manager.strings, { [key]: text });
      }
      break;
    case 'notification':
      flex.Notifications.registerNotification({
        id: hook.id,
        content: hook.id,
        type: flex.NotificationType[hook.tone],
        timeout: hook.timeout
      });
      break;
    case 'content':
      hostOf(flex, hook.host).Content.add(hook.content, {
        sortOrder: hook.sortOrder,
        // The panel is not one task's: what is in it finds out itself.
        ...(hook.host === 'Panel2' ? {} : { if: ({ task }: HostProps) => task !== undefined && hook.showFor(task) })
      });
      break;
    case 'wrapper':
      flex[hook.host].Content.addWrapper(hook.wrapper);
      break;
    case 'second-panel':
      manager.updateConfig({ componentProps: { AgentDesktopView: { showPanel2: true } } });
      break;
    case 'shortcut':
      flex.KeyboardShortcutManager.addShortcuts({ [hook.key]: { action: hook.action, name: hook.name } });
      break;
    case 'before-action':
      flex.Actions.addListener(`before${hook.action}`, askFirst(flex, hook.allows));
      break;
    case 'task-event':
      manager.events.addListener(hook.event, hook.listener);
      break;
  }
}

/**
 * Applies every feature. One that throws is reported and left out; the rest of them, and Flex itself, go on.
 *
 * @returns the names of the features that failed
 */
export function loadFeatures(
  features: readonly Feature[],
  context: FlexContext,
  report: (feature: string, error: unknown) => void
): readonly string[] {
  const failed: string[] = [];
  for (const feature of features) {
    try {
      for (const hook of feature.hooks(context)) apply(hook, context);
    } catch (error) {
      failed.push(feature.name);
      report(feature.name, error);
    }
  }
  return failed;
}
