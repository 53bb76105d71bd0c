/** Where the page is. */
export interface Place {
  /** What relative addresses are relative to. */
  readonly base: string;
  readonly origin: string;
}

const TWILIO = /(^|\.)(twilio\.com|twiliocdn\.com|twil\.io)$/;
const SCHEMES = ['http:', 'https:', 'ws:', 'wss:'];

/**
 * Sends an address of Twilio to the page's own origin: `wss://host/path?query` becomes `ws://<origin>/twilio/host/path?query`.
 *
 * @returns the address as it was when it is not Twilio's, or not an address at all
 */
export function toOwnOrigin(address: string, { base, origin }: Place): string {
  let url: URL;
  try {
    url = new URL(address, base);
  } catch {
    return address;
  }
  if (!SCHEMES.includes(url.protocol) || !TWILIO.test(url.hostname)) return address;
  const own = url.protocol.startsWith('ws') ? origin.replace(/^http/, 'ws') : origin;
  return `${own}/twilio/${url.host}${url.pathname}${url.search}${url.hash}`;
}

const CSS_ADDRESS = /(url\(\s*['"]?|@import\s+['"])((?:https?:)?\/\/[^'")\s]+)/gi;

/** The same for every absolute address in a piece of CSS. */
export function cssToOwnOrigin(css: string, place: Place): string {
  return css.replace(CSS_ADDRESS, (_, before: string, address: string) => before + toOwnOrigin(address, place));
}
