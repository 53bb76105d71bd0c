// On loading, twilio-video makes one function out of a string: the loader of its noise cancellation, which this page does not use.
// A content security policy without 'unsafe-eval' forbids that, and the whole SDK would fail to load. So, while the SDK is being
// evaluated, that one string gives a function that refuses, as the SDK itself does in browsers that cannot import modules.

const LOADER_BODY = 'return import(url);';

const original = globalThis.Function;

const refuse = (): Promise<never> => Promise.reject(new Error('This page loads no noise cancellation.'));

// Minifiers write `Function(…)` for `new Function(…)`; both make a function.
globalThis.Function = new Proxy(original, {
  construct: (target, parts: unknown[]) =>
    parts.at(-1) === LOADER_BODY ? refuse : (Reflect.construct(target, parts) as object),
  apply: (target, _, parts: unknown[]) =>
    parts.at(-1) === LOADER_BODY ? refuse : (Reflect.construct(target, parts) as object)
});

/** To be called once the SDK has been evaluated. */
export function restoreFunction(): void {
  globalThis.Function = original;
}
