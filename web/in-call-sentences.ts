// For the tests: all sentences are there, as they are in a call.
import { speakInCall } from './room-core/messages';

await speakInCall();
