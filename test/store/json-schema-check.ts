type Json = Readonly<Record<string, unknown>>;

function isMap(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

type Check = (argument: unknown, value: unknown, schema: Json) => boolean;

const fits = (schema: unknown, value: unknown) => schemaProblems(schema, value).length === 0;
const list = (argument: unknown): readonly unknown[] => (Array.isArray(argument) ? argument : []);
const textOnly =
  (check: (text: string) => boolean): ((value: unknown) => boolean) =>
  (value) =>
    typeof value !== 'string' || check(value);

const NOTHING: Check = () => true;

/** What each keyword demands, as far as the schema of the declarations file uses it. */
const KEYWORDS: Readonly<Record<string, Check>> = {
  $schema: NOTHING,
  title: NOTHING,
  description: NOTHING,
  // The pattern beside it says the same, and more.
  format: NOTHING,
  type: (type, value) => typeOf(value) === type,
  enum: (values, value) => list(values).includes(value),
  pattern: (pattern, value) => textOnly((text) => new RegExp(String(pattern), 'u').test(text))(value),
  required: (keys, value) => !isMap(value) || list(keys).every((key) => Object.hasOwn(value, String(key))),
  minProperties: (least, value) => !isMap(value) || Object.keys(value).length >= Number(least),
  properties: (properties, value) =>
    !isMap(value) ||
    Object.entries(isMap(properties) ? properties : {}).every(
      ([key, schema]) => !Object.hasOwn(value, key) || fits(schema, value[key]),
    ),
  propertyNames: (schema, value) => !isMap(value) || Object.keys(value).every((key) => fits(schema, key)),
  additionalProperties: (schema, value, { properties }) =>
    !isMap(value) ||
    Object.keys(value)
      .filter((key) => !isMap(properties) || !Object.hasOwn(properties, key))
      .every((key) => schema !== false && fits(schema, value[key])),
  items: (schema, value) => !Array.isArray(value) || value.every((item) => fits(schema, item)),
  anyOf: (schemas, value) => list(schemas).some((schema) => fits(schema, value)),
  oneOf: (schemas, value) => list(schemas).filter((schema) => fits(schema, value)).length === 1,
};

/**
 * The keywords of a JSON Schema that a value does not meet at its top; empty where it is valid. Throws for a keyword that it does not
 * know, so that a schema cannot come to demand something that nobody checks.
 */
export function schemaProblems(schema: unknown, value: unknown): readonly string[] {
  if (!isMap(schema)) throw new Error('a schema has to be a map');
  return Object.entries(schema).flatMap(([keyword, argument]) => {
    const check = KEYWORDS[keyword];
    if (check === undefined) throw new Error(`unknown keyword ${keyword}`);
    return check(argument, value, schema) ? [] : [keyword];
  });
}
