import type { LocalMedia } from './local-media';
import type { Kind } from '../room-core/media-plan';

/** Who answers a question needs longer than this; a refusal that comes sooner was not asked for. */
const UNASKED_MS = 400;

export interface RetrySurroundings {
  permissions: Pick<Permissions, 'query'> | undefined;
  now: () => number;
  reload: () => void;
}

/**
 * Asks for the devices again. Where the browser still refuses without asking the person, it may know the changed permission only
 * after a reload (Safari does), which costs nothing before the call: `mayReload`.
 */
export async function retry(media: LocalMedia, around: RetrySurroundings, mayReload: boolean): Promise<void> {
  const since = around.now();
  await media.take();
  const { audio, video } = media.store.state().devices;
  const refused = [audio, video].some(device => device.status === 'missing' && device.why === 'refused');
  if (refused && mayReload && around.now() - since < UNASKED_MS) around.reload();
}

/** Takes the devices as soon as the person has allowed them in the browser; the answer ends that. */
export function takeWhenAllowed(media: LocalMedia, around: RetrySurroundings, kinds: readonly Kind[]): () => void {
  const stops: (() => void)[] = [];
  let ended = false;
  for (const kind of kinds) {
    const name = (kind === 'audio' ? 'microphone' : 'camera') as PermissionName;
    // Not every browser knows these names.
    around.permissions?.query({ name }).then(
      status => {
        if (ended) return;
        const changed = (): void => {
          if (status.state === 'granted') void media.take();
        };
        status.addEventListener('change', changed);
        stops.push(() => status.removeEventListener('change', changed));
      },
      () => undefined
    );
  }
  return () => {
    ended = true;
    stops.forEach(stop => stop());
  };
}
