// A sender starts at 300 kbit/s, less what the microphone takes, and there libwebrtc drops the first pictures of a large camera, up to four
// of them, before it asks itself for smaller ones (InitialFrameDropper: above 320 × 240 below 300 kbit/s, above 640 × 480 below 500).
// Whoever sends small ones from the start is seen those pictures earlier; the camera's own size follows once the line has been measured.

/** What the camera's picture is divided by at first, in both directions: 1280 × 720 becomes 320 × 180. */
export const FIRST_SCALE = 4;
/** After this time of media the sender's estimate of the line decides alone. */
export const FULL_SIZE_AFTER_MS = 1_000;

type Sender = Pick<RTCRtpSender, 'getParameters' | 'setParameters'>;

/** Whether a track comes from a camera: a shared screen says what it shows, and is to be read from the first picture on. */
export function isCamera(track: MediaStreamTrack): boolean {
  return track.kind === 'video' && track.contentHint === '' && track.getSettings().displaySurface === undefined;
}

/** The sender's own scale from here on. One that is closed meanwhile has nothing left to send. */
export async function sendFullSize(sender: Sender): Promise<void> {
  const parameters = sender.getParameters();
  for (const encoding of parameters.encodings) encoding.scaleResolutionDownBy = 1;
  await sender.setParameters(parameters).catch(() => undefined);
}

/**
 * A maker of connections whose cameras start small. Who gives encodings of its own, as for simulcast, gets what it asks for, and what
 * comes to a connection that stands already starts at its full size. To be put in the place of the browser's RTCPeerConnection before
 * the SDK makes its first one; the SDK reads the prototype too, so that stays the browser's.
 */
export function startingSmall(Connection: typeof RTCPeerConnection): typeof RTCPeerConnection {
  return new Proxy(Connection, {
    construct(target, parts: ConstructorParameters<typeof RTCPeerConnection>) {
      const connection = new target(...parts);
      startSmall(connection);
      return connection;
    }
  });
}

/** Asked of ICE: Firefox tells no connectionState before its version 113. */
const stands = ({ iceConnectionState: state }: RTCPeerConnection): boolean =>
  state === 'connected' || state === 'completed';

function startSmall(connection: RTCPeerConnection): void {
  const small: Sender[] = [];
  const ordinary = connection.addTransceiver.bind(connection);
  connection.addTransceiver = (what, init = {}) => {
    if (stands(connection) || typeof what === 'string' || !isCamera(what) || init.sendEncodings)
      return ordinary(what, init);
    const made = ordinary(what, { ...init, sendEncodings: [{ scaleResolutionDownBy: FIRST_SCALE }] });
    small.push(made.sender);
    return made;
  };
  connection.addEventListener('iceconnectionstatechange', () => {
    if (stands(connection))
      setTimeout(() => small.splice(0).forEach(sender => void sendFullSize(sender)), FULL_SIZE_AFTER_MS);
  });
}
