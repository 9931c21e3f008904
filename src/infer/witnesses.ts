import { aliasWitness } from './alias-witness.ts';
import { billingPeriodWitness } from './billing-period-witness.ts';
import { billingSubscriptionWitness } from './billing-subscription-witness.ts';
import { diskWitness } from './disk-witness.ts';
import { policyAssignmentWitness } from './policy-assignment-witness.ts';
import { resourceGroupWitness } from './resource-group-witness.ts';
import { resourceWitness } from './resource-witness.ts';
import { roleAssignmentWitness } from './role-assignment-witness.ts';
import { scaleSetInstanceWitness } from './scale-set-instance-witness.ts';
import { vmWitness } from './vm-witness.ts';
import type { WitnessReader } from './witness.ts';

/** Every kind of witness that is heard, the weightiest first. A new kind is one line here and one file. */
export const WITNESSES: readonly WitnessReader[] = [
  aliasWitness,
  billingSubscriptionWitness,
  billingPeriodWitness,
  roleAssignmentWitness,
  policyAssignmentWitness,
  resourceGroupWitness,
  vmWitness,
  scaleSetInstanceWitness,
  diskWitness,
  resourceWitness,
];
