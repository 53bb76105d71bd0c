import { type Language, LANGUAGES } from './flex-hooks/strings/languages';
import { type MessageTemplates, readTemplates } from './message-templates';

/** Where a call page opens: a tab of the task, Flex's second panel, or a browser window of its own. */
export type PageHome = 'tab' | 'panel' | 'window';

/** What answers at the address: flex-video's server, or its functions in Twilio's cloud, which keep nothing. */
export type Edition = 'server' | 'serverless';

export interface VideoCallConfig {
  readonly baseUrl: string;
  /** The one that the service's call page posts messages from. */
  readonly origin: string;
  readonly edition: Edition;
  readonly place: PageHome;
  /** Undefined for Flex's own. */
  readonly language: Language | undefined;
  /** Whether who waits is heard, until the agent chooses. */
  readonly sound: boolean;
  /** Whether the agent is asked before a task is left with somebody in its call. */
  readonly askBeforeLeaving: boolean;
  readonly shortcuts: Shortcuts | false;
  /** The account's own texts for the message with the link. */
  readonly messages: MessageTemplates;
}

/** The key of each shortcut, which Flex takes together with Ctrl and Shift. */
export interface Shortcuts {
  readonly open: string;
  readonly end: string;
  readonly admit: string;
}

/** A setting that can't be used as it stands, and what it may be. */
export interface WrongSetting {
  readonly setting: string;
  readonly expected: string;
}

/** Without a service there is no config; whatever else is wrong leaves the default standing in its place. */
export interface ConfigReading {
  readonly config: VideoCallConfig | undefined;
  readonly wrong: readonly WrongSetting[];
}

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** @returns undefined unless the agent's Flex token may be sent there */
function readAddress(value: unknown): Pick<VideoCallConfig, 'baseUrl' | 'origin'> | undefined {
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

const EDITIONS: readonly Edition[] = ['server', 'serverless'];
const PLACES: readonly PageHome[] = ['tab', 'panel', 'window'];

const readFlag = (value: unknown): boolean | undefined => (typeof value === 'boolean' ? value : undefined);

const KEYS: Shortcuts = { open: '2', end: '3', admit: '4' };

function readShortcuts(value: unknown): Shortcuts | false | undefined {
  if (value === false) return false;
  if (typeof value !== 'object' || value === null) return undefined;
  if (!Object.keys(value).every(name => name in KEYS)) return undefined;
  const keys = Object.values({ ...KEYS, ...value }) as unknown[];
  const usable = keys.every(key => typeof key === 'string' && /^[0-9A-Z]$/.test(key));
  return usable && new Set(keys).size === keys.length ? { ...KEYS, ...value } : undefined;
}

/** Every setting but the address: how it is read, what it may be, and what it is by itself. */
const SETTINGS = {
  edition: {
    read: (value: unknown) => EDITIONS.find(edition => edition === value),
    expected: EDITIONS.join(', '),
    otherwise: 'server'
  },
  place: {
    read: (value: unknown) => PLACES.find(place => place === value),
    expected: 'tab, panel, window',
    otherwise: 'tab'
  },
  language: {
    read: (value: unknown) => LANGUAGES.find(language => language === value),
    expected: LANGUAGES.join(', '),
    otherwise: undefined
  },
  sound: { read: readFlag, expected: 'true, false', otherwise: true },
  askBeforeLeaving: { read: readFlag, expected: 'true, false', otherwise: true },
  shortcuts: { read: readShortcuts, expected: 'false, {"open": "2", "end": "3", "admit": "4"}', otherwise: KEYS },
  messages: { read: readTemplates, expected: '{"sms": {"en": "… {link}"}, "any": {…}}', otherwise: {} }
} as const;

type Settings = Omit<VideoCallConfig, 'baseUrl' | 'origin'>;
type Setting = keyof Settings;

function readSettings(fields: Fields): { settings: Settings; wrong: readonly WrongSetting[] } {
  const settings: Partial<Record<Setting, unknown>> = {};
  const wrong: WrongSetting[] = [];
  for (const name of Object.keys(SETTINGS) as Setting[]) {
    const { read, expected, otherwise } = SETTINGS[name];
    const value = name in fields ? read(fields[name]) : otherwise;
    if (name in fields && value === undefined) wrong.push({ setting: `flex_video.${name}`, expected });
    settings[name] = value ?? otherwise;
  }
  for (const name of Object.keys(fields))
    if (name !== 'baseUrl' && !(name in SETTINGS))
      wrong.push({ setting: `flex_video.${name}`, expected: ['baseUrl', ...Object.keys(SETTINGS)].join(', ') });
  return { settings: settings as Settings, wrong };
}

/**
 * Reads `flex_video`. Flex merges the account's `ui_attributes` and the local appConfig.js into `manager.configuration`, so one
 * look serves both. `baseUrl` must be an https address (or http on this machine) without credentials, query and fragment: the
 * agent's Flex token is sent there.
 */
export function readConfig(configuration: unknown): ConfigReading {
  const fields = fieldsOf(fieldsOf(configuration).flex_video);
  const address = readAddress(fields.baseUrl);
  const { settings, wrong } = readSettings(fields);
  if (address !== undefined) return { config: { ...address, ...settings }, wrong };
  return { config: undefined, wrong: [{ setting: 'flex_video.baseUrl', expected: 'https://…' }, ...wrong] };
}
