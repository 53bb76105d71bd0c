import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { backgroundAssets } from './background-assets.ts';
import { compiledMessages } from './compiled-messages.ts';

const here = fileURLToPath(new URL('.', import.meta.url));

/** Where a running `flex-video demo` answers the page's calls during development. */
const SERVICE = process.env['FLEX_VIDEO_URL'] ?? 'http://127.0.0.1:8080';

/** Stands in for the server's part of the page in `vite dev`: both links lead to the page, and every arrival is open. */
function arrivals(): Plugin {
  return {
    name: 'flex-video-arrivals',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use((request, _, next) => {
        if (/^\/(j|agent)\/[^/]+$/.test(request.url ?? '')) request.url = '/room.html';
        next();
      });
    },
    transformIndexHtml(html, { originalUrl }) {
      const session = /^\/agent\/([^/?]+)/.exec(originalUrl ?? '')?.[1];
      const arrival = session ? { role: 'agent', session, state: 'open' } : { role: 'customer', state: 'open' };
      return html.replace('__ARRIVAL__', JSON.stringify(arrival));
    }
  };
}

export default defineConfig({
  root: `${here}room`,
  base: '/',
  plugins: [compiledMessages(), arrivals(), backgroundAssets()],
  build: {
    outDir: `${here}dist/room`,
    emptyOutDir: true,
    // A content security policy without data: URLs must do.
    assetsInlineLimit: 0,
    target: ['chrome105', 'edge105', 'firefox110', 'safari16'],
    rolldownOptions: {
      input: `${here}room/room.html`,
      // All of the first screen in one file: each more costs a phone a round trip.
      output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } }
    },
    // twilio-video is one large file by nature; it is loaded apart, after the first screen.
    chunkSizeWarningLimit: 800
  },
  server: {
    proxy: { '/v1': SERVICE, '/signaling': { target: SERVICE, ws: true } }
  },
  test: {
    root: here,
    setupFiles: ['in-call-sentences.ts'],
    fsModuleCache: false, // as vitest.config.js says
    include: ['*.test.ts', '{room,room-core}/**/*.test.ts']
  }
});
