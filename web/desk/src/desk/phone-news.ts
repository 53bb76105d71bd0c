/** What the phone tells the desk around it, so that the steps above follow what happens. */
export type PhoneNews = 'invited' | 'call-opened' | 'call-closed';

const SOURCE = 'flex-video-phone';

/** Tells the surrounding desk; a phone in a window of its own tells nobody. */
export function tellDesk(news: PhoneNews): void {
  if (window.parent !== window) window.parent.postMessage({ source: SOURCE, news }, location.origin);
}

/** @returns undefined when the message is not the phone's */
export function readNews(data: unknown): PhoneNews | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { source, news } = data as Record<string, unknown>;
  if (source !== SOURCE) return undefined;
  return news === 'invited' || news === 'call-opened' || news === 'call-closed' ? news : undefined;
}
