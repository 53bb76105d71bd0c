import { basename } from 'node:path';
import MessageFormat from '@messageformat/core';
import compileModule from '@messageformat/core/lib/compile-module.js';
import { parse, type Token } from '@messageformat/parser';
import { type Plugin, runnerImport } from 'vite';
import { directionOf, LANGUAGES } from './room-core/language.ts';

type Sentences = Readonly<Record<string, string>>;

/** A module of functions, one per sentence: neither ICU MessageFormat nor its parser comes to the browser. */
export function compiled(tag: string, sentences: Sentences): string {
  const language = LANGUAGES.find(each => each === tag);
  if (!language) throw new Error(`${tag} is none of the page's languages`);
  const written = Object.entries(sentences).map(([key, sentence]) => [
    key,
    directionOf(language) === 'rtl' ? withIsolates(sentence) : sentence
  ]);
  return compileModule(new MessageFormat(language), Object.fromEntries(written) as Sentences);
}

/** Puts Unicode's FSI and PDI around each argument, so that a name in another script does not reorder the sentence. */
function withIsolates(sentence: string): string {
  return argumentsIn(parse(sentence))
    .sort((a, b) => b.offset - a.offset)
    .reduce((text, { offset, written }) => {
      const end = offset + written.length;
      return `${text.slice(0, offset)}\u2068${written}\u2069${text.slice(end)}`;
    }, sentence);
}

function argumentsIn(tokens: readonly Token[]): { offset: number; written: string }[] {
  return tokens.flatMap(token => {
    if (token.type === 'argument') return [{ offset: token.ctx.offset, written: token.ctx.text }];
    return 'cases' in token ? token.cases.flatMap(each => argumentsIn(each.tokens)) : [];
  });
}

/** `languages/es.ts?compiled` is the Spanish table as functions. The name of a table's file begins with its language. */
export function compiledMessages(): Plugin {
  return {
    name: 'flex-video-compiled-messages',
    enforce: 'pre',
    async load(id) {
      const [file = '', query] = id.split('?');
      if (query !== 'compiled') return null;
      const { module, dependencies } = await runnerImport<{ default: Sentences }>(file);
      for (const dependency of [file, ...dependencies]) this.addWatchFile(dependency);
      return { code: compiled(basename(file, '.ts').split('-')[0] ?? '', module.default), moduleType: 'js' };
    }
  };
}
