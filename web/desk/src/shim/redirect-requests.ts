import { changeArguments, changeConstruction, mapped } from './change-arguments';
import type { MapText } from './change-arguments';

/** Constructors whose first argument is an address. `new Audio(…)` does not pass through the setter of `src`. */
const CONSTRUCTORS = ['WebSocket', 'EventSource', 'Worker', 'SharedWorker', 'Audio'];

function redirectedRequest(input: unknown, map: MapText): unknown {
  if (!(input instanceof Request)) return mapped(input, map);
  const address = map(input.url);
  return address === input.url ? input : new Request(address, input);
}

/** Redirects what scripts ask for: requests, sockets, workers, sounds and beacons. */
export function redirectRequests(map: MapText): void {
  const first = ([address, ...rest]: readonly unknown[]) => [mapped(address, map), ...rest];
  changeArguments(window, 'fetch', ([input, ...rest]) => [redirectedRequest(input, map), ...rest]);
  changeArguments(Navigator.prototype, 'sendBeacon', first);
  changeArguments(XMLHttpRequest.prototype, 'open', ([method, address, ...rest]) => [
    method,
    mapped(address, map),
    ...rest
  ]);
  // Called without an address, Audio must not be given one.
  for (const name of CONSTRUCTORS) changeConstruction(window, name, args => (args.length === 0 ? args : first(args)));
}
