import type { JoinAnswer, SessionStatus } from '../../wire';

/** The mark on every message between the call page and the plugin. */
export const MESSAGE_SOURCE = 'flex-video';

interface Marked {
  readonly source: typeof MESSAGE_SOURCE;
  readonly session: string;
}

/** Call page to plugin. */
export type PageMessage =
  | (Marked & { readonly type: 'ready' | 'end' })
  /** The page is in the call and wants to be told how the session stands; said again before it is forgotten. */
  | (Marked & { readonly type: 'watch' })
  /** How many guests the page sees in the call; null when it is not in it. Only of a page that no service hears. */
  | (Marked & { readonly type: 'guests'; readonly guests: number | null })
  /** `act` names what is asked for, and what else it needs stands beside it: acts.ts. The answer repeats the id. */
  | (Marked & { readonly type: 'ask'; readonly id: number; readonly act: unknown });

/** Plugin to call page. */
export type PluginMessage =
  | (Marked & { readonly type: 'join'; readonly answer: JoinAnswer })
  | (Marked & { readonly type: 'refused'; readonly code: string; readonly title: string })
  | (Marked & { readonly type: 'ended' })
  | (Marked & { readonly type: 'answered'; readonly id: number; readonly ok: true; readonly value: unknown })
  | (Marked & { readonly type: 'answered'; readonly id: number; readonly ok: false; readonly code: string })
  | (Marked & { readonly type: 'status'; readonly status: SessionStatus });
