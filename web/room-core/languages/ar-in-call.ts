import type { InCallMessages } from './en-in-call';
import { agent } from './ar-agent';
import { visualHelp } from './ar-help';

const inCall: InCallMessages = { ...visualHelp, ...agent };

export default inCall;
