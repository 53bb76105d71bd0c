import type * as Flex from '@twilio/flex-ui';
import type * as React from 'react';

/** What Flex hands to a plugin. */
export interface FlexContext {
  readonly flex: typeof Flex;
  readonly manager: Flex.Manager;
}

/** The Flex events a feature may listen to; each brings the task. */
export type TaskEvent = 'taskAccepted' | 'taskCompleted' | 'taskCanceled' | 'taskRescinded' | 'taskWrapup';

/** The agent's acts by which a task is left. */
export type TaskAction = 'WrapupTask' | 'CompleteTask';

/** The parts of Flex that a feature may add to. */
export type ContentHost =
  | 'TaskCanvasHeader'
  | 'TaskCanvasTabs'
  | 'Panel2'
  | 'Supervisor.TaskCard'
  | 'Supervisor.TaskCanvasHeader';

/** What Flex gives its components that stand for a task, and what is added to them. */
export interface HostProps {
  readonly task?: Flex.ITask;
}

/** One thing a feature does to Flex. Each kind is applied in one place, so a misspelled host or event does not compile. */
export type FlexHook =
  | {
      readonly kind: 'strings';
      /** By key of `manager.strings`. A key that is already there stays, so that an administrator's wording wins. */
      readonly strings: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'notification';
      /** Also the key of the text in `manager.strings`. */
      readonly id: string;
      readonly tone: 'error' | 'success' | 'information';
      /** Milliseconds. Never unlimited: Flex's notification bar lies over the task header and takes its clicks. */
      readonly timeout: number;
    }
  | {
      readonly kind: 'content';
      readonly host: ContentHost;
      readonly content: React.ReactElement;
      /** Lower comes first. */
      readonly sortOrder: number;
      readonly showFor: (task: Flex.ITask) => boolean;
    }
  | {
      readonly kind: 'wrapper';
      readonly host: 'TaskListItem';
      /** Makes of Flex's component the one that is drawn in its place. */
      readonly wrapper: (original: React.ComponentType<HostProps>) => React.FC<HostProps>;
    }
  /** Opens Flex's second panel, which many accounts keep closed. */
  | { readonly kind: 'second-panel' }
  | {
      readonly kind: 'shortcut';
      /** A digit or a capital letter; Flex takes it together with Ctrl and Shift. */
      readonly key: string;
      readonly name: string;
      readonly action: () => void;
    }
  | {
      readonly kind: 'before-action';
      readonly action: TaskAction;
      /** Flex waits for the answer; at false it leaves the act undone. */
      readonly allows: (task: Flex.ITask) => Promise<boolean>;
    }
  | {
      readonly kind: 'task-event';
      readonly event: TaskEvent;
      readonly listener: (task: Flex.ITask) => void;
    };

/** A feature has a name for the log and, given Flex, says what it adds. It must not reach into another feature. */
export interface Feature {
  readonly name: string;
  readonly hooks: (context: FlexContext) => readonly FlexHook[];
}
