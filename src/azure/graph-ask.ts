import type { Reading } from '../model/reading.ts';
import type { ArmQuestion, AskArm } from './ask-arm.ts';
import type { GraphGroups, LeftToArm } from './graph-groups.ts';
import { graphPlace } from './graph-lists.ts';

/** How many lists Resource Graph answered, and how many that it might have answered were left to Resource Manager, by reason. */
export interface GraphUse {
  readonly answered: number;
  readonly left: Readonly<Partial<Record<LeftToArm | 'not-understood', number>>>;
}

/** Counts what became of the lists that Resource Graph has. */
export function graphUse() {
  const left: Partial<Record<LeftToArm | 'not-understood', number>> = {};
  let answered = 0;
  return {
    answered(): void {
      answered += 1;
    },
    left(why: LeftToArm | 'not-understood'): void {
      left[why] = (left[why] ?? 0) + 1;
    },
    counts: (): GraphUse => ({ answered, left: { ...left } }),
  };
}

/** The facts of resources, or nothing where one of them could not be understood. */
function factsOf<T>(resources: readonly unknown[], fact: ArmQuestion<T>['fact']): readonly T[] | undefined {
  const facts = resources.map(fact).filter((item) => item !== undefined);
  return facts.length === resources.length ? facts : undefined;
}

/**
 * Answers the lists that Resource Graph has from there, and everything else from Resource Manager: single resources, other lists, and
 * each list whose answer would prove nothing.
 */
export function graphFirst(arm: AskArm, groups: GraphGroups, use: ReturnType<typeof graphUse>): AskArm {
  return {
    one: (question) => arm.one(question),
    async list<T>(question: ArmQuestion<T>): Promise<Reading<T>> {
      const place = graphPlace(question.path);
      if (place === undefined) return arm.list(question);
      const taken = await groups.take(place, question.action, arm);
      if (taken.kind === 'ask-arm') {
        use.left(taken.why);
        return arm.list(question);
      }
      const items = factsOf(taken.resources, question.fact);
      if (items === undefined) {
        use.left('not-understood');
        return arm.list(question);
      }
      use.answered();
      return { kind: 'read', items, malformed: 0 };
    },
  };
}
