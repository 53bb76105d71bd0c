import { describe, expect, it } from 'vitest';
import { cssToOwnOrigin, toOwnOrigin } from './twilio-address';

const place = { base: 'http://127.0.0.1:8080/desk/flex?agent=ada', origin: 'http://127.0.0.1:8080' };
const own = 'http://127.0.0.1:8080/twilio';

describe('toOwnOrigin', () => {
  it.each([
    [
      'https://flex-api.twilio.com/v1/Configuration?UiVersion=2',
      `${own}/flex-api.twilio.com/v1/Configuration?UiVersion=2`
    ],
    ['https://twilio.com/', `${own}/twilio.com/`],
    ['//media.twiliocdn.com/sdk/incoming.mp3', `${own}/media.twiliocdn.com/sdk/incoming.mp3`],
    ['https://x.twil.io/a#b', `${own}/x.twil.io/a#b`],
    ['https://FLEX.Twilio.COM/plugins', `${own}/flex.twilio.com/plugins`],
    ['https://flex.twilio.com:8443/a', `${own}/flex.twilio.com:8443/a`],
    ['wss://tsock.us1.twilio.com/v3/wsconnect', 'ws://127.0.0.1:8080/twilio/tsock.us1.twilio.com/v3/wsconnect']
  ])('redirects %s', (address, expected) => {
    expect(toOwnOrigin(address, place)).toBe(expected);
  });

  it('keeps to TLS on a page that has it', () => {
    const secure = { base: 'https://demo.test/desk', origin: 'https://demo.test' };
    expect(toOwnOrigin('wss://tsock.us1.twilio.com/v3', secure)).toBe('wss://demo.test/twilio/tsock.us1.twilio.com/v3');
  });

  it.each([
    ['/desk/flex-ui/globals.js'],
    ['flex.js'],
    ['http://127.0.0.1:8080/plugin/plugin-flex-video.js'],
    ['https://example.com/?to=https://twilio.com'],
    ['https://nottwilio.com/'],
    ['https://twilio.com.example.com/'],
    ['blob:https://flex.twilio.com/5f1c'],
    ['data:text/css,a{}'],
    ['http://['],
    ['']
  ])('leaves %s alone', address => {
    expect(toOwnOrigin(address, place)).toBe(address);
  });
});

describe('cssToOwnOrigin', () => {
  it.each([
    ['a{background:url(https://assets.twilio.com/a.png)}', `a{background:url(${own}/assets.twilio.com/a.png)}`],
    [`@font-face{src:url("//assets.twilio.com/a.woff2")}`, `@font-face{src:url("${own}/assets.twilio.com/a.woff2")}`],
    [`@import 'https://assets.twilio.com/f.css';`, `@import '${own}/assets.twilio.com/f.css';`],
    ['a{background:url(https://example.com/a.png)}', 'a{background:url(https://example.com/a.png)}'],
    ['a{background:url(a.png)}', 'a{background:url(a.png)}'],
    ['a{color:red}', 'a{color:red}']
  ])('%s', (css, expected) => {
    expect(cssToOwnOrigin(css, place)).toBe(expected);
  });
});
