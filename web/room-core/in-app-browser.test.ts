import { expect, it } from 'vitest';
import { inAppBrowserOf } from './in-app-browser';

const WEBVIEW =
  'Mozilla/5.0 (Linux; Android 15; Pixel 9 Build/AP4A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/140.0.0.0 Mobile Safari/537.36';
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';

it.each([
  [`${WEBVIEW} [FB_IAB/FB4A;FBAV/520.0.0.0;]`, 'Facebook'],
  [`${IPHONE} Mobile/15E148 [FBAN/FBIOS;FBAV/520.0.0.0;FBDV/iPhone16,1]`, 'Facebook'],
  [`${WEBVIEW} [FB_IAB/Orca-Android;FBAV/500.0.0.0;]`, 'Messenger'],
  [`${WEBVIEW} [FB_IAB/MESSENGER;FBAV/500.0.0.0;]`, 'Messenger'],
  [`${IPHONE} Mobile/15E148 [FBAN/MessengerForiOS;FBAV/500.0.0.0]`, 'Messenger'],
  [`${WEBVIEW} Instagram 390.0.0.0 Android`, 'Instagram'],
  [`${IPHONE} Mobile/15E148 Instagram 390.0.0.0 (iPhone16,1; iOS 18_5) FBAN/x`, 'Instagram'],
  [`${WEBVIEW} WhatsApp/2.25`, 'WhatsApp'],
  [`${WEBVIEW} Line/15.10.0/IAB`, 'LINE'],
  [`${IPHONE} Mobile/15E148 Safari Line/15.10.0`, 'LINE'],
  [`${WEBVIEW} MicroMessenger/8.0.50`, 'WeChat'],
  [`${IPHONE} GSA/380.0 Mobile/15E148 Safari/604.1`, 'Google'],
  [`${IPHONE} Mobile/15E148 Gmail/6.0`, 'Gmail'],
  [`${WEBVIEW} Telegram-Android/11.0`, 'Telegram'],
  [`${IPHONE} Mobile/15E148 musical_ly_40.0 BytedanceWebview/d8a21c6`, 'TikTok'],
  [`${IPHONE} Mobile/15E148 Snapchat/13.0`, 'Snapchat'],
  [WEBVIEW, 'unnamed'],
  [`${IPHONE} Mobile/15E148`, 'unnamed'],
  [`${IPHONE} Version/18.5 Mobile/15E148 Safari/604.1`, null],
  [`${IPHONE} CriOS/140.0 Mobile/15E148 Safari/604.1`, null],
  [WEBVIEW.replace('; wv', ''), null],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
    null
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15',
    null
  ],
  ['', null]
])('%s', (userAgent, app) => expect(inAppBrowserOf(userAgent)).toBe(app));
