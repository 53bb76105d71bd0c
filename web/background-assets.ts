import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Plugin } from 'vite';

const FOLDER = 'background';
const here = path.dirname(createRequire(import.meta.url).resolve('@twilio/video-processors/package.json'));

/** What the library asks for by these names: a worker, TensorFlow Lite with SIMD, which every browser that can blur has, and the model. */
const FILES = {
  'twilio-gaussian-blur-background-processor-pipeline-worker.js': 'dist/build',
  'tflite-simd-1-0-0.js': 'dist/build',
  'tflite-simd-1-0-0.wasm': 'dist/build',
  'selfie_segmentation_landscape.tflite': 'dist/build',
  'LICENSE.md': '.'
} as const;

const read = (name: keyof typeof FILES): Buffer => readFileSync(path.join(here, FILES[name], name));

function isFile(name: string): name is keyof typeof FILES {
  return name in FILES;
}

/** Serves the files that blur the background from our own origin, under names that the library knows. */
export function backgroundAssets(): Plugin {
  let beside = '';
  return {
    name: 'flex-video-background-assets',
    configResolved({ build }) {
      beside = build.assetsDir;
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const name = path.basename(request.url ?? '');
        if (request.url !== `/${FOLDER}/${name}` || !isFile(name)) {
          next();
          return;
        }
        const type = { '.js': 'text/javascript', '.wasm': 'application/wasm' }[path.extname(name)];
        response.setHeader('Content-Type', type ?? 'application/octet-stream');
        response.end(read(name));
      });
    },
    generateBundle() {
      for (const name of Object.keys(FILES)) {
        if (isFile(name)) this.emitFile({ type: 'asset', fileName: `${beside}/${FOLDER}/${name}`, source: read(name) });
      }
    }
  };
}
