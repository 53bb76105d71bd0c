import type { InCallMessages } from './en-in-call';
import { agent } from './es-agent';
import { visualHelp } from './es-help';

const inCall: InCallMessages = { ...visualHelp, ...agent };

export default inCall;
