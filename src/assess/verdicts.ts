import { REVISION_NAMES, type RevisionName } from '../model/revision.ts';
import type { Verdict } from '../model/verdict.ts';
import { type JudgeContext, judgeVm, type VmGrounds } from './judge-vm.ts';
import { perRevision } from './per-revision.ts';

/** The verdict under each revision of Microsoft's rules. */
export type Verdicts = Readonly<Record<RevisionName, Verdict>>;

/** There are few combinations of verdicts; each is one object for all VMs that have it, so that it is written out once. */
const shared = new Map<string, Verdicts>();

function asShared(verdicts: Verdicts): Verdicts {
  const key = REVISION_NAMES.map((name) => verdicts[name]).join();
  const known = shared.get(key);
  if (known !== undefined) return known;
  shared.set(key, verdicts);
  return verdicts;
}

/** All that a verdict takes from the VM; the rest is the subscription's and that of the resources that its traffic leaves from. */
function groundsKey({ flag, history, path }: VmGrounds): string {
  const { leavesFrom } = path;
  const owner =
    leavesFrom?.kind === 'firewall' ? [leavesFrom.firewall, leavesFrom.passage] : (leavesFrom?.nics ?? []);
  return [flag, history.since?.pickedUp, path.path, ...owner].join(' ');
}

/** Judges VMs of one subscription under every revision: those that agree in all that matters are judged once. */
export function createVerdictTable(context: JudgeContext): (grounds: VmGrounds) => Verdicts {
  const judged = new Map<string, Verdicts>();
  return (grounds) => {
    const key = groundsKey(grounds);
    const known = judged.get(key);
    if (known !== undefined) return known;
    const verdicts = asShared(perRevision((name) => judgeVm(grounds, name, context).verdict.verdict));
    judged.set(key, verdicts);
    return verdicts;
  };
}
