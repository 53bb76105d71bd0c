import type { InCallMessages } from './en-in-call';
import { agent } from './fr-agent';
import { visualHelp } from './fr-help';

const inCall: InCallMessages = { ...visualHelp, ...agent };

export default inCall;
