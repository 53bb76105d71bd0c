/** The letters that stand for a person without a picture: first and last word, at most two, never none. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(word => /^[\p{L}\p{N}]/u.test(word));
  const picked = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return picked.map(word => String.fromCodePoint(word?.codePointAt(0) ?? 0).toLocaleUpperCase()).join('') || '·';
}
