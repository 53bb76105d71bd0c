// What is said in the call alone.

import { englishAgent } from './en-agent';
import { englishHelp } from './en-help';

const inCall = { ...englishHelp, ...englishAgent } as const;

export type InCallMessages = Readonly<Record<keyof typeof inCall, string>>;

export default inCall;
