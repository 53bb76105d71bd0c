import type { JoinAnswer } from '../../wire';

/** The mark on every message between the call page and the plugin. */
export const MESSAGE_SOURCE = 'flex-video';

/** Call page to plugin. */
export type PageMessage =
  | { readonly source: typeof MESSAGE_SOURCE; readonly type: 'ready'; readonly session: string }
  | { readonly source: typeof MESSAGE_SOURCE; readonly type: 'end'; readonly session: string };

/** Plugin to call page. */
export type PluginMessage =
  | {
      readonly source: typeof MESSAGE_SOURCE;
      readonly type: 'join';
      readonly session: string;
      readonly answer: JoinAnswer;
    }
  | {
      readonly source: typeof MESSAGE_SOURCE;
      readonly type: 'refused';
      readonly session: string;
      readonly code: string;
      readonly title: string;
    }
  | { readonly source: typeof MESSAGE_SOURCE; readonly type: 'ended'; readonly session: string };
