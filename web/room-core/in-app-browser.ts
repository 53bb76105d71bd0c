// Browsers inside of apps, which often have no camera to give. Known by their names only to lead out of them where that is so.

export type InApp =
  | 'Facebook'
  | 'Messenger'
  | 'Instagram'
  | 'WhatsApp'
  | 'LINE'
  | 'WeChat'
  | 'Google'
  | 'Gmail'
  | 'Telegram'
  | 'TikTok'
  | 'Snapchat'
  /** An app that does not say its name. */
  | 'unnamed';

// In this order: Instagram and Messenger name Facebook, too.
const APPS: readonly [RegExp, InApp][] = [
  [/\bInstagram\b/, 'Instagram'],
  [/\bFB_IAB\/(MESSENGER|Orca)|\bFBAN\/Messenger|\bMessengerForiOS\b|\bMessengerLite/i, 'Messenger'],
  [/\b(FBAN|FBAV|FB_IAB)\b/, 'Facebook'],
  [/\bWhatsApp\b/, 'WhatsApp'],
  [/\bLine\/\d/, 'LINE'],
  [/\bMicroMessenger\b/, 'WeChat'],
  [/\bGmail\b/i, 'Gmail'],
  [/\bGSA\//, 'Google'],
  [/\bTelegram\b/, 'Telegram'],
  [/\b(BytedanceWebview|musical_ly|TikTok)/i, 'TikTok'],
  [/\bSnapchat\b/, 'Snapchat'],
  [/; wv\)/, 'unnamed'],
  // WebKit without the Safari around it.
  [/\((iPhone|iPad|iPod)\b.*AppleWebKit\/(?!.*\bSafari\/)/, 'unnamed']
];

export function inAppBrowserOf(userAgent: string): InApp | null {
  return APPS.find(([pattern]) => pattern.test(userAgent))?.[1] ?? null;
}
