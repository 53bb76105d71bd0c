// The serverless core beside npm `twilio` and a version written by hand on node:crypto: size, cold start and warm rate.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const rounds = 21;
const ways = ['wasm', 'crypto', 'twilio'];
const measure = (way, temperature) =>
  Number(
    execFileSync(process.execPath, [`${import.meta.dirname}/token-pairs.cjs`, way, temperature], { encoding: 'utf8' })
  );
const median = figures => figures.toSorted((a, b) => a - b)[figures.length >> 1];

/** The medians of rounds in which each has its turn. */
function compare(temperature, rounds) {
  const figures = Object.fromEntries(ways.map(way => [way, []]));
  for (let round = 0; round < rounds; round++) for (const way of ways) figures[way].push(measure(way, temperature));
  return Object.fromEntries(ways.map(way => [way, median(figures[way])]));
}

const module = readFileSync(`${import.meta.dirname}/../serverless/assets/core.private.wasm`);
const kilobytes = bytes => `${(bytes.length / 1024).toFixed(1)} KB`;
console.log(
  `core.wasm    ${kilobytes(module)}, gzip ${kilobytes(gzipSync(module, { level: 9 }))}, brotli ${kilobytes(brotliCompressSync(module))}`
);

const cold = compare('cold', rounds);
for (const way of ways)
  console.log(`cold start   ${way.padEnd(8)} ${cold[way].toFixed(1)} ms to the first pair in a fresh process`);
console.log(
  `cold start   ${(cold.twilio / cold.wasm).toFixed(1)} x npm twilio, ${(cold.crypto / cold.wasm).toFixed(1)} x node:crypto`
);

const warm = compare('warm', 5);
for (const way of ways) console.log(`token pairs  ${way.padEnd(8)} ${Math.round(warm[way])} /CPU second`);
console.log(
  `token pairs  ${(warm.wasm / warm.twilio).toFixed(1)} x npm twilio, ${(warm.wasm / warm.crypto).toFixed(1)} x node:crypto`
);
