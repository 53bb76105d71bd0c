import type { InCallMessages } from './en-in-call';
import { agent } from './de-agent';
import { visualHelp } from './de-help';

const inCall: InCallMessages = { ...visualHelp, ...agent };

export default inCall;
