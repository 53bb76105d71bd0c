import { defineConfig } from 'vitest/config';
import { compiledMessages } from './web/compiled-messages.ts';

// web/ and plugin/ tested together; each folder's own vite.config.ts is for building it.
export default defineConfig({
  plugins: [compiledMessages()],
  test: {
    setupFiles: ['web/in-call-sentences.ts'],
    // It knows a module by its own text alone, and would keep compiled sentences whose table has changed.
    fsModuleCache: false
  }
});
