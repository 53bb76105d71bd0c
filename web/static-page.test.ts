import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { staticPage } from './static-page.ts';

const room = readFileSync(new URL('room/room.html', import.meta.url), 'utf8');

describe('the static page', () => {
  it('waits for nobody to fill it in, and says its own policy before anything is loaded', () => {
    const page = staticPage(room);
    expect(page).not.toMatch(/arrival|__/i);
    expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.indexOf('<link'));
    const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    expect(policy).not.toMatch(/unsafe|\*(?!\.vss\.twilio\.com)/);
    expect(page).toContain('<div id="page"></div>');
  });

  it('names Twilio’s Flex, or those that an account hosts itself', () => {
    expect(staticPage(room)).toContain('<meta name="flex-origins" content="https://flex.twilio.com" />');
    const origins = 'https://flex.example.com https://flex.example.org:8443';
    expect(staticPage(room, origins)).toContain(`<meta name="flex-origins" content="${origins}" />`);
  });

  it.each(['', '*', 'flex.example.com', 'https://flex.example.com/path', 'https://a.example">'])(
    'is not made for Flex at %j',
    origins => {
      expect(() => staticPage(room, origins)).toThrow('FLEX_ORIGINS');
    }
  );

  it('is not made of a page whose shape has changed', () => {
    expect(() => staticPage(room.replace('id="arrival"', '').replace('application/json', 'text/plain'))).toThrow(
      'shape'
    );
    expect(() => staticPage('<html></html>')).toThrow('shape');
  });
});
