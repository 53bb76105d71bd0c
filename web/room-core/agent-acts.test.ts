import { describe, expect, it } from 'vitest';
import { type ActName, decodeActAnswer } from './agent-acts';

const image = new Blob(['png'], { type: 'image/png' });
const link = 'https://video.example.com/j/code';

describe('decodeActAnswer', () => {
  it.each<[ActName, unknown, unknown]>([
    ['admit', null, null],
    ['deny', { anything: 1 }, null],
    ['link', { link }, { link }],
    ['link', { link: 'javascript:alert(1)' }, undefined],
    ['link', { link: `${link} and more` }, undefined],
    ['link', { link: 7 }, undefined],
    ['link', null, undefined],
    ['invite', { link, invite: 2 }, { link, invite: 2 }],
    ['invite', { link, invite: '2' }, undefined],
    ['invite', { invite: 2 }, undefined],
    ['still', { image }, { image }],
    ['still', { image: new Blob(['<svg>'], { type: 'image/svg+xml' }) }, undefined],
    ['still', { image: 'data:image/png;base64,aaaa' }, undefined]
  ])('%s answered with %j', (name, value, expected) => {
    expect(decodeActAnswer(name, value)).toEqual(expected);
  });
});
