import { describe, expect, it } from 'vitest';
import { readConfig } from './config';

const defaults = {
  edition: 'server',
  place: 'tab',
  language: undefined,
  sound: true,
  askBeforeLeaving: true,
  shortcuts: { open: '2', end: '3', admit: '4' },
  messages: {}
};

const baseUrl = 'https://video.example.com';
const read = (address: unknown) => readConfig({ flex_video: { baseUrl: address } });
const address = { setting: 'flex_video.baseUrl', expected: 'https://…' };
const settings = (fields: object) => readConfig({ flex_video: { baseUrl, ...fields } });

describe('readConfig', () => {
  it.each([
    ['https://video.example.com', 'https://video.example.com', 'https://video.example.com'],
    ['https://video.example.com/', 'https://video.example.com', 'https://video.example.com'],
    ['https://example.com/video/', 'https://example.com/video', 'https://example.com'],
    ['https://example.com:8443', 'https://example.com:8443', 'https://example.com:8443'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://localhost:8080', 'http://localhost:8080', 'http://localhost:8080'],
    ['http://[::1]:8080', 'http://[::1]:8080', 'http://[::1]:8080']
  ])('accepts %s', (given, baseUrl, origin) => {
    expect(read(given)).toEqual({ config: { baseUrl, origin, ...defaults }, wrong: [] });
  });

  it.each([
    ['plain http to another machine', 'http://video.example.com'],
    ['a name that only begins like loopback', 'http://127.0.0.1.example.com'],
    ['another scheme', 'ftp://127.0.0.1'],
    ['a script', 'javascript:alert(1)'],
    ['credentials', 'https://user:secret@video.example.com'],
    ['a query', 'https://video.example.com/?a=b'],
    ['a fragment', 'https://video.example.com/#a'],
    ['no scheme', 'video.example.com'],
    ['nothing', ''],
    ['a number', 8080],
    ['undefined', undefined]
  ])('refuses %s', (_, given) => {
    expect(read(given)).toEqual({ config: undefined, wrong: [address] });
  });

  it.each([[undefined], [null], ['text'], [{}], [{ flex_video: null }], [{ flex_video: 'text' }]])(
    'refuses a configuration of %j',
    configuration => {
      expect(readConfig(configuration)).toEqual({ config: undefined, wrong: [address] });
    }
  );

  it.each([
    [{}, defaults],
    [
      { language: 'ar', sound: false, askBeforeLeaving: false },
      { language: 'ar', sound: false, askBeforeLeaving: false }
    ],
    [{ shortcuts: false }, { shortcuts: false }],
    [{ shortcuts: { end: 'X' } }, { shortcuts: { open: '2', end: 'X', admit: '4' } }],
    [{ messages: { sms: { de: 'Hier: {link}' } } }, { messages: { sms: { de: 'Hier: {link}' } } }],
    [{ edition: 'serverless' }, { edition: 'serverless' }],
    [{ place: 'panel' }, { place: 'panel' }],
    [{ place: 'window' }, { place: 'window' }]
  ])('reads %j', (given, expected) => {
    const { config, wrong } = settings(given);
    expect(config).toMatchObject(expected);
    expect(wrong).toEqual([]);
  });

  it.each([
    [{ place: 'moon' }, 'flex_video.place', 'tab, panel, window'],
    [{ place: null }, 'flex_video.place', 'tab, panel, window'],
    [
      { places: 'tab' },
      'flex_video.places',
      'baseUrl, edition, place, language, sound, askBeforeLeaving, shortcuts, messages'
    ],
    [{ edition: 'functions' }, 'flex_video.edition', 'server, serverless'],
    [{ language: 'nl' }, 'flex_video.language', 'en, es, pt, fr, de, it, ar, ja'],
    [{ messages: { sms: { de: 'Hier' } } }, 'flex_video.messages', '{"sms": {"en": "… {link}"}, "any": {…}}'],
    [{ sound: 'yes' }, 'flex_video.sound', 'true, false'],
    [{ askBeforeLeaving: 1 }, 'flex_video.askBeforeLeaving', 'true, false'],
    ...[true, 'X', { open: 'x' }, { open: '3' }, { start: 'X' }, { open: 5 }].map(
      shortcuts =>
        [{ shortcuts }, 'flex_video.shortcuts', 'false, {"open": "2", "end": "3", "admit": "4"}'] as [
          object,
          string,
          string
        ]
    )
  ])('says what is wrong with %j, and goes on with the default', (given, setting, expected) => {
    const { config, wrong } = settings(given);
    expect(config).toEqual(settings({}).config);
    expect(wrong).toEqual([{ setting, expected }]);
  });
});
