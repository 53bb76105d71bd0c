import { expect, it } from 'vitest';
import { downlinkOf } from './network-probes';

const resource = (transferSize: number, requestStart: number, responseEnd: number) => ({
  transferSize,
  requestStart,
  responseEnd
});

it.each([
  ['the largest', [resource(40_000, 100, 200), resource(100_000, 100, 900)], 1_000],
  ['nothing small', [resource(29_999, 100, 101)], null],
  ['nothing that the browser had in store', [resource(0, 100, 101)], null],
  ['nothing whose times are hidden', [resource(100_000, 0, 900)], null],
  ['nothing', [], null]
])('takes the speed from %s', (_, loaded, kbps) => expect(downlinkOf(loaded)).toBe(kbps));
