/** A piece of a message: plain text, a link, or the link to a video call. */
export type TextPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link' | 'call'; readonly text: string; readonly address: string };

const ADDRESS = /https?:\/\/[^\s<>"]+/g;
/** Punctuation after an address belongs to the sentence. */
const TRAILING = /[.,;:!?)\]]+$/;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Where the phone opens a link to a call, or undefined for any other link. This machine has several names, and a page framed
 * under another name than its own gets no cookies, so the address comes back under the phone's own origin.
 */
export function callAddress(address: string, own: string): string | undefined {
  const url = new URL(address);
  const page = new URL(own);
  const loopback = LOOPBACK.test(url.hostname) && LOOPBACK.test(page.hostname);
  const ours = url.protocol === page.protocol && url.port === page.port && (loopback || url.hostname === page.hostname);
  return ours && /^\/j\/[^/]+$/.test(url.pathname) ? page.origin + url.pathname + url.search + url.hash : undefined;
}

/** Splits a message into text and links; the texts of the parts together are the message again. */
export function readText(body: string, own: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let done = 0;
  for (const { 0: found, index } of body.matchAll(ADDRESS)) {
    const text = found.replace(TRAILING, '');
    if (!URL.canParse(text)) continue;
    if (index > done) parts.push({ kind: 'text', text: body.slice(done, index) });
    const call = callAddress(text, own);
    parts.push(call === undefined ? { kind: 'link', text, address: text } : { kind: 'call', text, address: call });
    done = index + text.length;
  }
  if (done < body.length) parts.push({ kind: 'text', text: body.slice(done) });
  return parts;
}
