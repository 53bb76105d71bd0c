import { fileURLToPath } from 'node:url';
import { mergeConfig } from 'vitest/config';
import { serverlessEdition } from './static-page.ts';
import room from './vite.config.ts';

const assets = fileURLToPath(new URL('../serverless/assets/', import.meta.url));

/** Where Twilio serves its files is not known here, and other files stand beside them. */
export default mergeConfig(room, {
  base: './',
  plugins: [serverlessEdition(`${assets}room`)],
  build: {
    outDir: assets,
    assetsDir: 'room',
    emptyOutDir: false,
    rolldownOptions: { input: fileURLToPath(new URL('room/video-room.html', import.meta.url)) }
  }
});
