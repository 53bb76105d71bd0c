import type { InCallMessages } from './en-in-call';
import { agent } from './it-agent';
import { visualHelp } from './it-help';

const inCall: InCallMessages = { ...visualHelp, ...agent };

export default inCall;
