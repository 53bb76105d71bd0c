import { readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const room = fileURLToPath(new URL('room/', import.meta.url));

/** As the server's header says it, as far as a meta element can: no frame-ancestors. The hosts are Twilio's, by twilio-video's README. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob: mediastream:",
  "worker-src 'self' blob:",
  "connect-src 'self' wss://*.vss.twilio.com wss://sdkgw.us1.twilio.com",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'"
].join('; ');

/** Twilio's own; an account that hosts Flex itself names its origins, with spaces between them. */
const FLEX_ORIGINS = process.env['FLEX_ORIGINS'] ?? 'https://flex.twilio.com';

/** The server's page as one that nobody fills in. Throws where that has become another. */
export function staticPage(html: string, flexOrigins = FLEX_ORIGINS): string {
  if (!/^https?:\/\/[\w.:-]+( https?:\/\/[\w.:-]+)*$/.test(flexOrigins))
    throw new Error(`FLEX_ORIGINS are origins with spaces between them, not ${flexOrigins}`);
  const arrival = /\s*<!-- The server puts[^]*?<script type="application\/json"[^]*?<\/script>/;
  const charset = '<meta charset="utf-8" />';
  if (!arrival.test(html) || !html.includes(charset)) throw new Error('room.html has another shape');
  const metas = [
    charset,
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}" />`,
    `<meta name="flex-origins" content="${flexOrigins}" />`
  ];
  return html.replace(arrival, '').replace(charset, metas.join('\n    '));
}

/**
 * Makes the page of the serverless edition of the same sources: video-room.html, and static-edition.ts where the server's edition would be.
 *
 * @param assets the folder under the output that is this build's alone, emptied first
 */
export function serverlessEdition(assets: string): Plugin {
  return {
    name: 'flex-video-serverless-edition',
    enforce: 'pre',
    buildStart: () => rmSync(assets, { recursive: true, force: true }),
    resolveId: (id, importer) => {
      if (id === `${room}video-room.html`) return id;
      return id === './edition' && importer === `${room}main.tsx` ? `${room}static-edition.ts` : null;
    },
    load: id => (id === `${room}video-room.html` ? staticPage(readFileSync(`${room}room.html`, 'utf8')) : null)
  };
}
