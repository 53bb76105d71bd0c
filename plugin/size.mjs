// Refuses a bundle of the plugin that is larger than every agent should load with Flex.
//
// Usage: node plugin/size.mjs <bundle>

import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';

/** In KB, compressed. */
const LARGEST = 40;

const compressed = gzipSync(await readFile(process.argv[2]), { level: 9 }).length / 1024;
console.log(`  ${compressed.toFixed(1)} KB compressed; it may have ${LARGEST}`);
if (compressed > LARGEST) process.exitCode = 1;
