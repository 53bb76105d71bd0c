/** Maps a text: an address, or a piece of CSS. What need not be mapped comes back as it was. */
export type MapText = (text: string) => string;

/** The mapped text or URL; anything else as it is. */
export function mapped(value: unknown, map: MapText): unknown {
  if (typeof value === 'string') return map(value);
  return value instanceof URL ? map(value.href) : value;
}

/** Replaces a method by one that changes the arguments and then calls it. A method this browser does not have is left out. */
export function changeArguments(
  owner: object,
  method: string,
  change: (args: readonly unknown[], self: unknown) => readonly unknown[]
): void {
  const original: unknown = Reflect.get(owner, method);
  if (typeof original !== 'function') return;
  const changed = function (this: unknown, ...args: unknown[]): unknown {
    return Reflect.apply(original, this, change(args, this));
  };
  Object.defineProperty(owner, method, { value: changed, writable: true, configurable: true });
}

/** The same for what is called with `new`. */
export function changeConstruction(
  owner: object,
  name: string,
  change: (args: readonly unknown[]) => readonly unknown[]
): void {
  const original: unknown = Reflect.get(owner, name);
  if (typeof original !== 'function') return;
  const value = new Proxy(original, {
    construct: (target, args: unknown[], newTarget) => Reflect.construct(target, change(args), newTarget) as object
  });
  Object.defineProperty(owner, name, { value, writable: true, configurable: true });
}

/** The same for what is assigned to a property. */
export function changeAssignment(owner: object, property: string, map: MapText): void {
  const descriptor = Object.getOwnPropertyDescriptor(owner, property);
  if (descriptor?.set === undefined) return;
  changeArguments(descriptor, 'set', ([value]) => [mapped(value, map)]);
  Object.defineProperty(owner, property, descriptor);
}
