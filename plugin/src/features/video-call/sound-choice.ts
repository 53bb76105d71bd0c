const KEY = 'flex-video.sound';

/** Whether this agent hears when somebody waits. */
export interface SoundChoice {
  readonly on: () => boolean;
  readonly change: (on: boolean) => void;
}

/**
 * Keeps the agent's choice in the browser.
 *
 * @param storage a function, since a browser that forbids storage throws on the very access
 * @param otherwise what counts until the agent has chosen
 */
export function soundChoiceIn(
  storage: () => Pick<Storage, 'getItem' | 'setItem'>,
  otherwise: boolean,
  changed: () => void
): SoundChoice {
  let chosen: boolean | undefined;
  try {
    const kept = storage().getItem(KEY);
    if (kept === 'on' || kept === 'off') chosen = kept === 'on';
  } catch {
    // Without storage the choice lasts until Flex is loaded anew.
  }
  return {
    on: () => chosen ?? otherwise,
    change: on => {
      chosen = on;
      try {
        storage().setItem(KEY, on ? 'on' : 'off');
      } catch {
        // As above.
      }
      changed();
    }
  };
}
