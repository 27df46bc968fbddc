// Validates JSON with ajv. Reads an array of { schema, data?, isAsyncApi? } and writes an array of error texts, null for
// what is valid: without data the schema itself is checked against the meta-schema of JSON Schema 2020-12, and an
// AsyncAPI document against AsyncAPI's own schema.
const Ajv2020 = require('ajv/dist/2020');
const Ajv = require('ajv');
const addFormats = require('ajv-formats');
const specs = require('@asyncapi/specs');

function asyncApi(document) {
  const ajv = addFormats(new Ajv({ meta: false, strict: false, allErrors: true }));
  const validate = ajv.compile(specs.schemas['3.0.0']);
  return validate(document) ? null : ajv.errorsText(validate.errors);
}

function check({ schema, data, isAsyncApi }) {
  if (isAsyncApi) return asyncApi(schema);
  const ajv = addFormats(new Ajv2020({ strict: true, strictTypes: false, allErrors: true }));
  if (!ajv.validateSchema(schema)) return ajv.errorsText(ajv.errors);
  const validate = ajv.compile(schema);
  return data === undefined || validate(data) ? null : ajv.errorsText(validate.errors);
}

const input = JSON.parse(require('fs').readFileSync(0, 'utf8'));
console.log(JSON.stringify(input.map(check)));
