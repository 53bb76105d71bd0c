import { expect, it } from 'vitest';
import { judge, type NetworkMeasurements, type Reason, type Verdict } from './network-check';

const GOOD: NetworkMeasurements = {
  online: true,
  answersMs: [20, 25, 30, 22, 24],
  loopbackMs: 40,
  downlinkKbps: 8_000
};

it.each<[string, Partial<NetworkMeasurements>, Verdict, Reason[]]>([
  ['a good line', {}, 'good', []],
  ['all of it tried', { socketMs: 30, relayMs: 90 }, 'good', []],
  ['a page out of the store', { downlinkKbps: null }, 'good', []],
  ['no network', { online: false, answersMs: [null], loopbackMs: null }, 'will_not_work', ['offline']],
  ['no answer', { answersMs: [null, null] }, 'will_not_work', ['server_unreachable']],
  ['no answer, and so no socket', { answersMs: [null], socketMs: null }, 'will_not_work', ['server_unreachable']],
  ['a proxy that knows no WebSocket', { socketMs: null }, 'will_not_work', ['socket_blocked']],
  ['WebRTC switched off', { loopbackMs: null }, 'will_not_work', ['webrtc_blocked']],
  ['both', { socketMs: null, loopbackMs: null }, 'will_not_work', ['socket_blocked', 'webrtc_blocked']],
  ['doubts beside what will not work', { loopbackMs: null, downlinkKbps: 1 }, 'will_not_work', ['webrtc_blocked']],
  ['a relay out of reach', { relayMs: null }, 'may_stutter', ['relay_unreachable']],
  ['one answer lost', { answersMs: [20, null, 20] }, 'may_stutter', ['answers_lost']],
  ['slow answers', { answersMs: [401, 420, 430] }, 'may_stutter', ['answers_slow']],
  ['answers just fast enough', { answersMs: [400, 400, 400] }, 'good', []],
  ['one late answer', { answersMs: [20, 20, 171] }, 'may_stutter', ['answers_unsteady']],
  ['a small line', { downlinkKbps: 499 }, 'may_stutter', ['download_slow']],
  ['a small line just large enough', { downlinkKbps: 500 }, 'good', []],
  [
    'all doubts',
    { answersMs: [500, null, 900], downlinkKbps: 9 },
    'may_stutter',
    ['answers_lost', 'answers_slow', 'download_slow']
  ]
])('%s', (_, found, verdict, reasons) => {
  expect(judge({ ...GOOD, ...found })).toEqual({ verdict, reasons });
});
