// What support gets to read of a person's browser and network: no name, no address, no device's label, and not the link.

import type { Capability } from './capability';
import type { Client } from './client';
import type { DeviceLists } from './device-choice';
import type { LocalMediaState } from './local-media';
import { judge, type NetworkMeasurements } from './network-check';

export interface ReportSources {
  /** ISO 8601. */
  at: string;
  client: Client;
  capability: Capability;
  media: LocalMediaState;
  lists: DeviceLists;
  network: NetworkMeasurements;
}

export function reportOf({ at, client, capability, media, lists, network }: ReportSources): string {
  const device = (kind: 'audio' | 'video'): string => {
    const state = media.devices[kind];
    return state.status === 'missing' ? state.why : state.status;
  };
  const report = {
    format: 1,
    at,
    ...client,
    capability,
    camera: { state: device('video'), count: lists.camera.length },
    microphone: { state: device('audio'), count: lists.microphone.length },
    speaker: { count: lists.speaker.length },
    ...judge(network),
    network
  };
  return JSON.stringify(report, null, 2);
}
