import { expect, it } from 'vitest';
import { NO_DEVICES } from './device-choice';
import { NO_MEDIA } from './local-media';
import { reportOf } from './network-report';

it('tells states and numbers, and nothing that names a person', () => {
  const report = reportOf({
    at: '2026-11-24T14:00:00.000Z',
    client: { browser: 'chrome', system: 'windows' },
    capability: 'full',
    media: {
      ...NO_MEDIA,
      devices: { audio: { status: 'live' }, video: { status: 'missing', why: 'refused' } }
    },
    lists: { ...NO_DEVICES.lists, microphone: [{ id: 'secret-id', label: 'Jane Doe’s AirPods' }] },
    network: { online: true, answersMs: [20, null], loopbackMs: 30, downlinkKbps: 900 }
  });
  expect(JSON.parse(report)).toEqual({
    format: 1,
    at: '2026-11-24T14:00:00.000Z',
    browser: 'chrome',
    system: 'windows',
    capability: 'full',
    camera: { state: 'refused', count: 0 },
    microphone: { state: 'live', count: 1 },
    speaker: { count: 0 },
    verdict: 'may_stutter',
    reasons: ['answers_lost'],
    network: { online: true, answersMs: [20, null], loopbackMs: 30, downlinkKbps: 900 }
  });
  expect(report).not.toMatch(/secret-id|Jane/);
});
