import type { InCallMessages } from './en-in-call';
import { agent } from './ja-agent';
import { visualHelp } from './ja-help';

const inCall: InCallMessages = { ...visualHelp, ...agent };

export default inCall;
