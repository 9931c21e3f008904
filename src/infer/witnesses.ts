import { aliasWitness } from './alias-witness.ts';
import { roleAssignmentWitness } from './role-assignment-witness.ts';
import { vmWitness } from './vm-witness.ts';
import type { WitnessReader } from './witness.ts';

/** Every kind of witness that is heard, the weightiest first. A new kind is one line here and one file. */
export const WITNESSES: readonly WitnessReader[] = [aliasWitness, roleAssignmentWitness, vmWitness];
