import type * as Flex from '@twilio/flex-ui';
import { describe, expect, it, vi } from 'vitest';
import type { Feature, FlexContext, FlexHook } from './hooks';
import { loadFeatures } from './load';

type ContentOptions = { readonly sortOrder: number; readonly if: (props: { task?: unknown }) => boolean };

function fakeFlex(strings: Record<string, string> = {}) {
  const added = vi.fn<(content: unknown, options: ContentOptions) => void>();
  const registerNotification = vi.fn();
  const addListener = vi.fn();
  const updateConfig = vi.fn();
  const addWrapper = vi.fn();
  const addShortcuts = vi.fn();
  const addAction = vi.fn<(name: string, listener: (payload: object, abort: () => void) => Promise<void>) => void>();
  const context = {
    flex: {
      Notifications: { registerNotification },
      NotificationType: { error: 'error' },
      TaskCanvasHeader: { Content: { add: added } },
      Actions: { addListener: addAction },
      TaskHelper: { getTaskByTaskSid: (sid: string) => (sid === 'WR1' ? { taskSid: 'WT1' } : undefined) },
      KeyboardShortcutManager: { addShortcuts },
      TaskListItem: { Content: { addWrapper } },
      AgentDesktopView: { Panel2: { Content: { add: added } } },
      Supervisor: { TaskCard: { Content: { add: added } }, TaskCanvasHeader: { Content: { add: added } } }
    },
    manager: { strings, events: { addListener }, updateConfig }
    // The loader touches no more of Flex than this.
  } as unknown as FlexContext;
  return {
    context,
    added,
    registerNotification,
    addListener,
    updateConfig,
    addWrapper,
    addAction,
    addShortcuts,
    strings
  };
}

const feature = (name: string, ...hooks: FlexHook[]): Feature => ({ name, hooks: () => hooks });

describe('loadFeatures', () => {
  it('adds strings, but never over an administrator’s wording', () => {
    const { context, strings } = fakeFlex({ B: 'reworded' });
    loadFeatures([feature('f', { kind: 'strings', strings: { A: 'a', B: 'b' } })], context, vi.fn());
    expect(strings).toEqual({ A: 'a', B: 'reworded' });
  });

  it('registers a notification that goes away by itself', () => {
    const { context, registerNotification } = fakeFlex();
    loadFeatures([feature('f', { kind: 'notification', id: 'Oops', tone: 'error', timeout: 5_000 })], context, vi.fn());
    expect(registerNotification).toHaveBeenCalledWith({ id: 'Oops', content: 'Oops', type: 'error', timeout: 5_000 });
  });

  it('shows content only where there is a fitting task', () => {
    const { context, added } = fakeFlex();
    const showFor = (task: Flex.ITask) => task.status === 'accepted';
    const content = { type: 'div', props: {}, key: 'k' };
    loadFeatures(
      [feature('f', { kind: 'content', host: 'TaskCanvasHeader', content, sortOrder: 1, showFor })],
      context,
      vi.fn()
    );
    const options = added.mock.calls[0]?.[1];
    expect(options?.sortOrder).toBe(1);
    expect(options?.if({ task: { status: 'accepted' } })).toBe(true);
    expect(options?.if({ task: { status: 'pending' } })).toBe(false);
    expect(options?.if({})).toBe(false);
  });

  it.each(['Supervisor.TaskCard', 'Supervisor.TaskCanvasHeader'] as const)('adds to the Teams view’s %s', host => {
    const { context, added } = fakeFlex();
    const content = { type: 'div', props: {}, key: 'k' };
    loadFeatures(
      [feature('f', { kind: 'content', host, content, sortOrder: 1, showFor: () => true })],
      context,
      vi.fn()
    );
    expect(added.mock.calls[0]?.[0]).toBe(content);
    expect(added.mock.calls[0]?.[1].if({ task: {} })).toBe(true);
  });

  it('opens the second panel, whose content is there for every task', () => {
    const { context, added, updateConfig } = fakeFlex();
    const content = { type: 'div', props: {}, key: 'k' };
    const hook: FlexHook = { kind: 'content', host: 'Panel2', content, sortOrder: -1, showFor: () => false };
    loadFeatures([feature('f', { kind: 'second-panel' }, hook)], context, vi.fn());
    expect(updateConfig).toHaveBeenCalledWith({ componentProps: { AgentDesktopView: { showPanel2: true } } });
    expect(added).toHaveBeenCalledWith(content, { sortOrder: -1 });
  });

  it.each([
    [{ task: { taskSid: 'WT1' } }, true, 0],
    [{ task: { taskSid: 'WT1' } }, false, 1],
    [{ sid: 'WR1' }, false, 1],
    [{}, false, 0]
  ])('before an act on %j that is allowed: %s', async (payload, allowed, aborted) => {
    const { context, addAction } = fakeFlex();
    const allows = vi.fn(() => Promise.resolve(allowed));
    loadFeatures([feature('f', { kind: 'before-action', action: 'WrapupTask', allows })], context, vi.fn());
    const [name, listener] = addAction.mock.calls[0] ?? [];
    expect(name).toBe('beforeWrapupTask');
    const abort = vi.fn();
    await listener?.(payload, abort);
    expect(abort).toHaveBeenCalledTimes(aborted);
  });

  it('adds a shortcut', () => {
    const { context, addShortcuts } = fakeFlex();
    const action = vi.fn();
    loadFeatures([feature('f', { kind: 'shortcut', key: '2', name: 'Open', action })], context, vi.fn());
    expect(addShortcuts).toHaveBeenCalledWith({ 2: { action, name: 'Open' } });
  });

  it('wraps a component', () => {
    const { context, addWrapper } = fakeFlex();
    const wrapper: Extract<FlexHook, { kind: 'wrapper' }>['wrapper'] = () => () => null;
    loadFeatures([feature('f', { kind: 'wrapper', host: 'TaskListItem', wrapper })], context, vi.fn());
    expect(addWrapper).toHaveBeenCalledWith(wrapper);
  });

  it('listens to a task’s events', () => {
    const { context, addListener } = fakeFlex();
    const listener = vi.fn();
    loadFeatures([feature('f', { kind: 'task-event', event: 'taskWrapup', listener })], context, vi.fn());
    expect(addListener).toHaveBeenCalledWith('taskWrapup', listener);
  });

  it('goes on after a feature that throws, and says which', () => {
    const { context, strings } = fakeFlex();
    const error = new Error('broken');
    const broken: Feature = {
      name: 'broken',
      hooks: () => {
        throw error;
      }
    };
    const report = vi.fn();
    const sound = feature('sound', { kind: 'strings', strings: { A: 'a' } });
    expect(loadFeatures([broken, sound], context, report)).toEqual(['broken']);
    expect(report).toHaveBeenCalledExactlyOnceWith('broken', error);
    expect(strings).toEqual({ A: 'a' });
  });
});
