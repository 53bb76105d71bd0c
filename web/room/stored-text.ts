/** A text that this browser keeps for the page. */
export interface StoredText {
  /** Null when nothing is kept. */
  read(): string | null;
  /** Null keeps nothing any more. */
  write(text: string | null): void;
}

/**
 * Kept under `name`, which begins with ours. Private windows, frames of other sites and full storages keep nothing, and some forbid even
 * to look at `storage`: then every read gives null, and nothing else happens.
 */
export function storedText(storage: () => Storage, name: `flex-video.${string}`): StoredText {
  return {
    read() {
      try {
        return storage().getItem(name);
      } catch {
        return null;
      }
    },
    write(text) {
      try {
        if (text === null) storage().removeItem(name);
        else storage().setItem(name, text);
      } catch {
        // It then holds for this visit only.
      }
    }
  };
}
