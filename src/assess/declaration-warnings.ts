import { inferCreation } from '../infer/creation.ts';
import { earliestMs, latestMs, parseMoment } from '../infer/moment.ts';
import { inferOffer } from '../infer/offer.ts';
import type { SubscriptionDeclaration } from '../model/declarations.ts';
import type { VmFinding } from '../model/finding.ts';
import type { NamedWitness, WitnessKind } from '../model/inference-reason.ts';
import type { SubscriptionFacts } from '../model/subscription-facts.ts';
import { attachedFlags } from './attached-flags.ts';
import { WITNESS_NAMES } from './creation-prose.ts';
import { machineHistory } from './machine-history.ts';
import { machinesOf } from './machines.ts';
import type { SubscriptionInference } from './subscription-inference.ts';

/** A subscription that the declarations file speaks of, with what was inferred of it. */
export interface DeclaredSubscription {
  readonly facts: SubscriptionFacts;
  readonly declared: SubscriptionDeclaration;
  readonly inference: SubscriptionInference;
  readonly vms: readonly VmFinding[];
}

/**
 * What its owner should look into where the declarations of a subscription contradict what Azure shows, or change nothing any more;
 * one sentence each, with the subscription's name, the declaration and what to do. What the reasons of an offer and a policy status
 * warn of already is not told again.
 */
export function declarationWarnings(subject: DeclaredSubscription): readonly string[] {
  const { name } = subject.facts.subscription;
  return [...datesAgainst(subject), ...unseenExemption(subject), ...needless(subject)].map(
    (warning) => `${name}: ${warning}`,
  );
}

/** Things that can have been moved in from an older subscription prove nothing against a declared date. */
const MOVABLE: ReadonlySet<WitnessKind> = new Set([
  'resource-group',
  'resource',
  'virtual-machine',
  'scale-set-instance',
  'disk',
]);

/** Witnesses that prove the declared date wrong; a later purchase does not, since it may be a transfer's. */
function datesAgainst({ declared: { createdOn }, inference }: DeclaredSubscription): readonly string[] {
  if (createdOn === undefined) return [];
  const against = inference.creation.reasons.flatMap((reason) =>
    reason.code === 'creation-witness-set-aside' && reason.against.kind === 'declared-date'
      ? [reason.witness]
      : [],
  );
  return against
    .filter(({ kind }) => !MOVABLE.has(kind))
    .filter((witness) => witness.kind !== 'billing-subscription' || isOlder(witness, createdOn))
    .map(
      ({ kind, at }) =>
        `the declared createdOn ${createdOn} is contradicted by ${WITNESS_NAMES[kind]} of ${at}; ` +
        'correct or remove it in the declarations file.',
    );
}

function isOlder({ at }: NamedWitness, createdOn: string): boolean {
  const [witness, declared] = [parseMoment(at), parseMoment(createdOn)];
  return witness !== undefined && declared !== undefined && latestMs(witness) < earliestMs(declared);
}

/** A declared exemption that no NIC shows, not even where a machine must have picked it up by now. */
function unseenExemption({ facts, declared, inference, vms }: DeclaredSubscription): readonly string[] {
  const grantedOn = declared.exemption?.grantedOn;
  if (grantedOn === undefined || inference.chosen.policy.status === 'open') return [];
  const flags = attachedFlags(facts);
  if (flags.length === 0 || flags.some(({ flag }) => flag)) return [];
  const blocked = new Set(
    vms.filter(({ nicFlag }) => nicFlag === 'false').map(({ resourceId }) => resourceId),
  );
  const since = machinesOf(facts).filter(
    (machine) =>
      blocked.has(machine.vm.id) &&
      machineHistory(machine, inference.log, grantedOn).since?.pickedUp === true,
  );
  if (since.length === 0) return [];
  return [
    `the declared exemption of ${grantedOn} does not show: none of the ${flags.length} NICs that report may send on port 25, ` +
      `although ${since.length === 1 ? 'one machine was' : `${since.length} machines were`} created, or deallocated and started, ` +
      'since; ask Microsoft support whether it was granted for this subscription, or remove it from the declarations file.',
  ];
}

/** What Azure says all the same needs no declaration. */
function needless(subject: DeclaredSubscription): readonly string[] {
  const { facts, declared, inference } = subject;
  const { subscription, readings } = facts;
  const warnings: string[] = [];
  if (declared.offer !== undefined) {
    const { candidates, confidence } = inferOffer({ subscription, billing: readings.billingProperty });
    if (candidates.length === 1 && candidates[0] === declared.offer && confidence === 'high') {
      warnings.push(
        `the declared offer ${declared.offer} is what the billing property says anyway; it makes no difference and can be removed ` +
          'from the declarations file.',
      );
    }
  }
  if (declared.createdOn !== undefined && datesAgainst(subject).length === 0) {
    const { cutoff, confidence } = inferCreation({ facts });
    if (cutoff !== 'indeterminate' && cutoff === inference.creation.cutoff && confidence === 'high') {
      warnings.push(
        `the declared createdOn ${declared.createdOn} makes no difference to any verdict, because Azure's own records put the subscription ` +
          `${cutoff} the cut-off of 15 November 2017 anyway; it can be removed from the declarations file.`,
      );
    }
  }
  return warnings;
}
