/** @returns the page's element; throws if the page has none of that kind */
export function find<T extends Element>(selector: string, type: new () => T): T {
  const found = document.querySelector(selector);
  if (!(found instanceof type)) throw new Error(`the page has no ${selector}`);
  return found;
}

export const part = (selector: string) => find(selector, HTMLElement);
export const button = (selector: string) => find(selector, HTMLButtonElement);
