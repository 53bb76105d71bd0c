/** Document Picture-in-Picture; the DOM types lack it. */
interface WindowMaker {
  requestWindow(size: { width: number; height: number }): Promise<Window & typeof globalThis>;
}

const SIZE = { width: 400, height: 340 };
/** What the page's head has that a page of the same looks needs. */
const LOOKS = 'link[rel="stylesheet"], meta[name="color-scheme"]';

function maker(): WindowMaker | undefined {
  return (window as { documentPictureInPicture?: WindowMaker }).documentPictureInPicture;
}

/** Whether this browser has windows of a page's own over all others. */
export function hasFloatingWindows(): boolean {
  return maker() !== undefined;
}

/**
 * An empty one, in the looks, language and direction of the page, and under its policy; it closes with the page. Rejects where the
 * browser has none, and outside of a gesture or in a frame.
 */
export async function openFloatingWindow(): Promise<Window & typeof globalThis> {
  const opened = await maker()?.requestWindow(SIZE);
  if (!opened) throw new Error('no such windows');
  const { document: made } = opened;
  const { lang, dir } = document.documentElement;
  Object.assign(made.documentElement, { lang, dir });
  made.title = document.title;
  const looks = [...document.head.querySelectorAll(LOOKS)].map(each => made.importNode(each));
  const ready = looks.map(async each => {
    if (each.localName !== 'link') return;
    // Without its styles it could still be used.
    await new Promise(resolve => ['load', 'error'].forEach(event => each.addEventListener(event, resolve)));
  });
  made.head.append(...looks);
  await Promise.all(ready);
  return opened;
}
