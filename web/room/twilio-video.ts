// The order matters: the stand-in is in place while the SDK is evaluated, and gone afterwards.
import { startingSmall } from './starts-small';
import { restoreFunction } from './without-eval';
import * as twilioVideo from 'twilio-video';

restoreFunction();
globalThis.RTCPeerConnection = startingSmall(RTCPeerConnection);

export { twilioVideo };
