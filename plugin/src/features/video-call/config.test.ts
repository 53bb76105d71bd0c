import { describe, expect, it } from 'vitest';
import { readConfig } from './config';

const read = (baseUrl: unknown) => readConfig({ flex_video: { baseUrl } });

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
    expect(read(given)).toEqual({ baseUrl, origin });
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
    expect(read(given)).toBeUndefined();
  });

  it.each([[undefined], [null], ['text'], [{}], [{ flex_video: null }], [{ flex_video: 'text' }]])(
    'refuses a configuration of %j',
    configuration => {
      expect(readConfig(configuration)).toBeUndefined();
    }
  );
});
