// docs/api.md out of openapi.json: node script/api-page.mjs <openapi.json >docs/api.md
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';

const who = {
  flexToken: 'an agent, by `Authorization: Bearer` and the Flex token',
  device: 'a guest’s device, by its cookie',
  twilioSignature: 'Twilio, by `X-Twilio-Signature`',
  metricsToken: 'who has the metrics token, or loopback'
};
const named = reference => reference.slice(reference.lastIndexOf('/') + 1);
const anchor = name => `[${name}](#${name.toLowerCase()})`;

/** A schema in a few words. */
function words(schema) {
  if (schema.$ref) return anchor(named(schema.$ref));
  if (schema.const !== undefined) return `\`${schema.const}\``;
  if (schema.enum) return schema.enum.map(value => `\`${value}\``).join(', ');
  if (schema.oneOf ?? schema.anyOf) return (schema.oneOf ?? schema.anyOf).map(words).join(' or ');
  if (schema.type === 'array') return `list of ${words(schema.items)}`;
  return [[schema.type].flat().join(' or ') || 'anything', schema.format && `(${schema.format})`]
    .filter(Boolean)
    .join(' ');
}

const bodyOf = content =>
  Object.entries(content ?? {})
    .map(([type, { schema }]) => (schema && schema.$ref ? words(schema) : `\`${type}\``))
    .join(' or ');

function operation(path, method, { summary, parameters = [], requestBody, security, responses }) {
  const asks = security?.length
    ? Object.keys(security[0])
        .map(one => who[one])
        .join(', ')
    : 'anybody';
  const lines = [`### ${method.toUpperCase()} \`${path}\``, '', `${summary}.`, '', `- For: ${asks}`];
  const given = parameters.filter(({ in: place }) => place !== 'path');
  for (const { name, in: place, required, schema } of given)
    lines.push(
      `- ${place === 'query' ? 'Query' : 'Header'} \`${name}\`: ${words(schema ?? {})}${required ? '' : ', optional'}`
    );
  if (requestBody)
    lines.push(`- Body: ${bodyOf(requestBody.content)}${requestBody.required === false ? ', optional' : ''}`);
  const answers = Object.entries(responses).filter(([status]) => status !== 'default');
  for (const [status, { content }] of answers) lines.push(`- ${status}${content ? `: ${bodyOf(content)}` : ''}`);
  if (responses.default) lines.push(`- else: ${bodyOf(responses.default.content)}`);
  return lines.join('\n');
}

function type(name, schema) {
  const lines = [`### ${name}`, ''];
  if (!schema.properties) return [...lines, `${words(schema)}`].join('\n');
  lines.push('| member | is |', '|---|---|');
  for (const [member, is] of Object.entries(schema.properties)) {
    const optional = schema.required?.includes(member) ? '' : ', optional';
    lines.push(`| \`${member}\` | ${words(is).replaceAll('|', '\\|')}${optional} |`);
  }
  return lines.join('\n');
}

/** The page for an OpenAPI document. */
export function apiPage({ paths, components: { schemas } }) {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => operation(path, method, one))
  );
  const types = Object.entries(schemas).map(([name, schema]) => type(name, schema));
  const head = [
    '# The HTTP API',
    '',
    'Made from `/openapi.json` of a running server by `node script/api-page.mjs`; a test compares. How the calls belong together is in',
    '[architecture.md](architecture.md), how the serverless edition differs in [serverless/README.md](../serverless/README.md).'
  ].join('\n');
  return [head, '## Calls', ...operations, '## Types', ...types].join('\n\n') + '\n';
}

if (import.meta.url === pathToFileURL(process.argv[1]).href)
  process.stdout.write(apiPage(JSON.parse(await text(process.stdin))));
