// Validates by the part of JSON Schema that our openapi.json uses. Strict: a keyword it does not know is a mistake.

const kinds = {
  string: value => typeof value === 'string',
  integer: Number.isInteger,
  boolean: value => typeof value === 'boolean',
  array: Array.isArray,
  object: value => typeof value === 'object' && value !== null && !Array.isArray(value)
};
const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

const keywords = {
  $ref: ({ document, faults }, name, value, at) => {
    const found = name
      .slice('#/'.length)
      .split('/')
      .reduce((inside, key) => inside?.[key], document);
    if (!found) throw new Error(`there is no ${name}`);
    faults.push(...faultsOf(document, found, value, at));
  },
  enum: ({ fault }, allowed, value) => allowed.includes(value) || fault('is none of the values'),
  pattern: ({ fault }, pattern, value) => new RegExp(pattern, 'u').test(value) || fault(`is not like ${pattern}`),
  minimum: ({ fault }, least, value) => value >= least || fault(`is below ${least}`),
  format: ({ fault }, format, value) => {
    if (format !== 'date-time') throw new Error(`unknown format ${format}`);
    if (!isoTime.test(value) || Number.isNaN(Date.parse(value))) fault('is no time');
  },
  required: ({ fault }, names, value) => names.forEach(name => name in value || fault(`lacks ${name}`)),
  additionalProperties: ({ fault, schema }, allowed, value) => {
    if (allowed !== false) throw new Error('additionalProperties are expected to be forbidden');
    for (const name of Object.keys(value)) if (!(name in schema.properties)) fault(`has ${name}`);
  },
  properties: ({ document, faults }, properties, value, at) => {
    for (const [name, inner] of Object.entries(properties))
      if (name in value) faults.push(...faultsOf(document, inner, value[name], `${at}.${name}`));
  },
  items: ({ document, faults }, items, value, at) =>
    value.forEach((item, i) => faults.push(...faultsOf(document, items, item, `${at}[${i}]`)))
};

/** What is wrong with `value` by `schema`, a part of the OpenAPI `document`; empty if nothing is. */
export function faultsOf(document, schema, value, at = '$') {
  const faults = [];
  const fault = what => faults.push(`${at} ${what}: ${JSON.stringify(value)}`);
  const { type, ...others } = schema;
  if (type && !kinds[type]?.(value)) return (fault(`is no ${type}`), faults);
  for (const [keyword, says] of Object.entries(others)) {
    if (!keywords[keyword]) throw new Error(`unknown keyword ${keyword}`);
    keywords[keyword]({ document, schema, fault, faults }, says, value, at);
  }
  return faults;
}
