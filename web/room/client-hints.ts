import type { ClientHints } from '../room-core/client';

/** What Chromium says of itself; the types of the DOM do not list it. */
interface UserAgentData {
  brands?: readonly { brand: string }[];
  platform?: string;
}

export function clientHints(navigator: Navigator & { userAgentData?: UserAgentData }): ClientHints {
  const { userAgent, maxTouchPoints, userAgentData } = navigator;
  return {
    userAgent,
    maxTouchPoints,
    brands: userAgentData?.brands?.map(({ brand }) => brand) ?? [],
    platform: userAgentData?.platform ?? ''
  };
}
