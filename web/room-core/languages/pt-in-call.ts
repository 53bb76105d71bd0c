import type { InCallMessages } from './en-in-call';
import { agent } from './pt-agent';
import { visualHelp } from './pt-help';

const inCall: InCallMessages = { ...visualHelp, ...agent };

export default inCall;
