/** Where the service is; `origin` is the one its call page posts messages from. */
export interface VideoCallConfig {
  readonly baseUrl: string;
  readonly origin: string;
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/**
 * Reads `flex_video.baseUrl`. Flex merges the account's `ui_attributes` and the local appConfig.js into
 * `manager.configuration`, so one look serves both.
 *
 * @returns undefined unless it is an https address (or http on this machine) without credentials, query and fragment:
 *   the agent's Flex token is sent there
 */
export function readConfig(configuration: unknown): VideoCallConfig | undefined {
  const value = field(field(configuration, 'flex_video'), 'baseUrl');
  if (typeof value !== 'string') return undefined;
  let url: URL;
  try {
    url = new URL(value);
  } catch {
    return undefined;
  }
  const secret = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
  if (!secret || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return undefined;
  return { baseUrl: url.origin + url.pathname.replace(/\/+$/, ''), origin: url.origin };
}
