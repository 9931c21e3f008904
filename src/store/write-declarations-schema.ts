import { writeFileSync } from 'node:fs';
import { declarationsJsonSchema } from './declarations-json-schema.ts';

// The last step of the build, run by npm: the package publishes the schema beside the program.
writeFileSync(
  new URL('../declarations.schema.json', import.meta.url),
  `${JSON.stringify(declarationsJsonSchema(), null, 2)}\n`,
);
