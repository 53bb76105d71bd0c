// Runs the core, which decides everything: hands it a call, sends the requests it asks for, and answers what it says. The core is
// run again after each step with all steps so far, since a WebAssembly module can't wait (see docs/adr/0019).
'use strict';
const { readFileSync } = require('node:fs');

let core;

/** The module, once per process. It needs nothing of its host. */
function load() {
  const module = new WebAssembly.Module(readFileSync(Runtime.getAssets()['/core.wasm'].path));
  const { exports } = new WebAssembly.Instance(module);
  exports._initialize();
  return exports;
}

/** Calls one of the core's functions with an object, and gives the object that it answers. */
function ask(name, question) {
  core ??= load();
  const bytes = Buffer.from(JSON.stringify(question));
  const address = core.buffer(bytes.length);
  Buffer.from(core.memory.buffer, address, bytes.length).set(bytes);
  const length = core[name]();
  return JSON.parse(Buffer.from(core.memory.buffer, core.answer(), length).toString());
}

const NOT_CONNECTED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'];

async function send({ method, url, headers, body, timeout }) {
  try {
    const signal = AbortSignal.timeout(timeout);
    const wish = { method, headers, signal, redirect: 'manual' };
    const answer = await fetch(url, method === 'GET' ? wish : { ...wish, body });
    const text = await answer.text();
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: text };
  } catch (error) {
    if (error.name === 'TimeoutError') return { failure: 'timed_out' };
    return { failure: NOT_CONNECTED.includes(error.cause?.code) ? 'not_connected' : 'broken' };
  }
}

const pause = milliseconds => new Promise(resolve => setTimeout(() => resolve({}), milliseconds));

/** The context's variables. Two are not there on a developer's machine, and even looking at them is complained of. */
const environmentOf = context =>
  Object.fromEntries(
    Object.keys(context)
      .filter(name => name !== 'SERVICE_SID' && name !== 'ENVIRONMENT_SID')
      .map(name => [name, context[name]])
  );

/** What is in an object of the runtime's; it may be no object, since a body that has `request` in it replaces the runtime's. */
const fields = value => (typeof value === 'object' && value !== null ? value : {});

async function answerOf(name, context, { request, ...parameters }) {
  const call = {
    function: name,
    environment: environmentOf(context),
    parameters,
    headers: fields(fields(request).headers),
    began: Date.now(),
    seed: Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url')
  };
  for (const steps = []; ; ) {
    const next = ask('advance', { ...call, steps });
    if (next.answer) return next.answer;
    const outcome = next.request ? await send(next.request) : await pause(next.wait);
    steps.push({ ...outcome, at: Date.now() });
  }
}

async function run(name, context, event, callback) {
  const response = new Twilio.Response();
  try {
    const { status, headers, body, log } = await answerOf(name, context, fields(event));
    if (log) console.error(log);
    response.setStatusCode(status);
    response.setHeaders(headers);
    // The runtime writes an answer of this type as JSON itself, a string as well.
    response.setBody(headers['Content-Type'] === 'application/json' ? JSON.parse(body) : body);
  } catch (error) {
    // The core itself has failed. Its next call gets a new one.
    core = undefined;
    console.error(`${name}: ${error.message}`);
    response.setStatusCode(500);
    response.setHeaders({ 'Content-Type': 'application/json', 'Access-Control-Allow-Origin': '*' });
    response.setBody({ error: 'Internal Server Error' });
  }
  callback(null, response);
}

module.exports = { ask, run };
