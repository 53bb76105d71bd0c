import { changeArguments, changeAssignment, mapped } from './change-arguments';
import type { MapText } from './change-arguments';

/** Elements that load an address, and in which property or attribute it stands. */
const LOADERS: readonly (readonly [new () => Element, string])[] = [
  [HTMLScriptElement, 'src'],
  [HTMLLinkElement, 'href'],
  [HTMLImageElement, 'src'],
  [HTMLMediaElement, 'src'],
  [HTMLVideoElement, 'poster'],
  [HTMLSourceElement, 'src'],
  [HTMLIFrameElement, 'src']
];

const loads = (element: unknown, name: string) =>
  LOADERS.some(([type, attribute]) => attribute === name && element instanceof type);

function redirectAttributes(map: MapText, mapCss: MapText): void {
  changeArguments(Element.prototype, 'setAttribute', ([name, value], element) => {
    const attribute = typeof name === 'string' ? name.toLowerCase() : '';
    if (attribute === 'style') return [name, mapped(value, mapCss)];
    return [name, loads(element, attribute) ? mapped(value, map) : value];
  });
}

/** Style sheets written by script: rule by rule, as a whole, or as the text of a style element. */
function redirectStyles(mapCss: MapText): void {
  const first = ([css, ...rest]: readonly unknown[]) => [mapped(css, mapCss), ...rest];
  for (const method of ['insertRule', 'replace', 'replaceSync']) {
    changeArguments(CSSStyleSheet.prototype, method, first);
  }
  changeArguments(Document.prototype, 'createTextNode', first);
  // The property of all nodes, made a style element's own, so that other nodes keep theirs untouched.
  const textContent = Object.getOwnPropertyDescriptor(Node.prototype, 'textContent');
  if (textContent === undefined) return;
  Object.defineProperty(HTMLStyleElement.prototype, 'textContent', textContent);
  changeAssignment(HTMLStyleElement.prototype, 'textContent', mapCss);
}

/** Redirects what elements load. */
export function redirectElements(map: MapText, mapCss: MapText): void {
  for (const [type, property] of LOADERS) changeAssignment(type.prototype as object, property, map);
  redirectAttributes(map, mapCss);
  redirectStyles(mapCss);
}
