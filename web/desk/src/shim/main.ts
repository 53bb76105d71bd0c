// The first script of the Flex page. Flex and its SDKs address Twilio by name; this sends all of that to the page's own
// origin, where the sandbox answers, so the demo needs no browser flag, proxy or extension, and nothing leaves the machine.

import { separateAgent } from './agent-corner';
import { redirectElements } from './redirect-elements';
import { redirectRequests } from './redirect-requests';
import { cssToOwnOrigin, toOwnOrigin } from './twilio-address';

const place = () => ({ base: document.baseURI, origin: location.origin });
const map = (address: string) => toOwnOrigin(address, place());

redirectRequests(map);
redirectElements(map, css => cssToOwnOrigin(css, place()));

const agent = new URLSearchParams(location.search).get('agent');
if (agent !== null) separateAgent(agent);
