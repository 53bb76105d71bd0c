import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FIRST_SCALE, FULL_SIZE_AFTER_MS, isCamera, startingSmall } from './starts-small';

interface Encoding {
  scaleResolutionDownBy?: number;
}

class FakeSender {
  parameters: { encodings: Encoding[] };
  closed = false;
  constructor(encodings: Encoding[] = [{}]) {
    this.parameters = { encodings };
  }
  getParameters(): { encodings: Encoding[] } {
    return structuredClone(this.parameters);
  }
  setParameters(parameters: { encodings: Encoding[] }): Promise<void> {
    if (this.closed) return Promise.reject(new DOMException('closed', 'InvalidStateError'));
    this.parameters = parameters;
    return Promise.resolve();
  }
}

class FakeConnection extends EventTarget {
  iceConnectionState = 'new';
  addTransceiver(_: unknown, init: { sendEncodings?: Encoding[] } = {}): { sender: FakeSender } {
    return { sender: new FakeSender(init.sendEncodings) };
  }
  becomes(state: string): void {
    this.iceConnectionState = state;
    this.dispatchEvent(new Event('iceconnectionstatechange'));
  }
}

const track = (kind: string, settings: MediaTrackSettings = {}, contentHint = ''): MediaStreamTrack =>
  ({ kind, contentHint, getSettings: () => settings }) as MediaStreamTrack;
const camera = track('video', { width: 1280, height: 720 });

const Connection = startingSmall(FakeConnection as unknown as typeof RTCPeerConnection) as unknown as new (
  configuration?: RTCConfiguration
) => FakeConnection;
const scaleOf = (sender: FakeSender): unknown => sender.parameters.encodings[0]?.scaleResolutionDownBy;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it.each([
  ['a camera', camera, true],
  ['a microphone', track('audio'), false],
  ['a shared screen', track('video', { displaySurface: 'monitor' }), false],
  ['what is to be read', track('video', {}, 'text'), false]
])('isCamera: %s', (_, what, is) => {
  expect(isCamera(what)).toBe(is);
});

describe('a connection that starts small', () => {
  it('is one of the browser', () => {
    expect(new Connection()).toBeInstanceOf(FakeConnection);
    expect(Connection.prototype).toBe(FakeConnection.prototype);
  });

  it.each(['connected', 'completed'])('sends a camera small, and full size once it is %s for a time', async up => {
    const connection = new Connection();
    const { sender } = connection.addTransceiver(camera);
    expect(scaleOf(sender)).toBe(FIRST_SCALE);
    connection.becomes('checking');
    await vi.advanceTimersByTimeAsync(FULL_SIZE_AFTER_MS * 2);
    expect(scaleOf(sender)).toBe(FIRST_SCALE);
    connection.becomes(up);
    await vi.advanceTimersByTimeAsync(FULL_SIZE_AFTER_MS - 1);
    expect(scaleOf(sender)).toBe(FIRST_SCALE);
    await vi.advanceTimersByTimeAsync(1);
    expect(scaleOf(sender)).toBe(1);
  });

  it('leaves everything else as it was asked for', () => {
    const connection = new Connection();
    expect(scaleOf(connection.addTransceiver('video').sender)).toBeUndefined();
    expect(scaleOf(connection.addTransceiver(track('audio')).sender)).toBeUndefined();
    expect(scaleOf(connection.addTransceiver(track('video', { displaySurface: 'window' })).sender)).toBeUndefined();
    const layers = { sendEncodings: [{ scaleResolutionDownBy: 2 }, {}] };
    expect(connection.addTransceiver(camera, layers).sender.parameters.encodings).toEqual(layers.sendEncodings);
    connection.becomes('connected');
    expect(scaleOf(connection.addTransceiver(camera).sender)).toBeUndefined();
  });

  it('bears that a sender is gone by then', async () => {
    const connection = new Connection();
    const { sender } = connection.addTransceiver(camera);
    sender.closed = true;
    connection.becomes('connected');
    await vi.advanceTimersByTimeAsync(FULL_SIZE_AFTER_MS);
    expect(scaleOf(sender)).toBe(FIRST_SCALE);
  });
});
