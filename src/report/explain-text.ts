import { counted } from './counted.ts';
import { gapLines } from './explain-gaps.ts';
import { headline, nameInWords, vmHeadline } from './explain-headline.ts';
import { identityLines } from './explain-identity.ts';
import { atMargin, type ExplainSection } from './explain-lines.ts';
import { groundSections, subscriptionSections } from './explain-subscription.ts';
import { vmSections } from './explain-vm.ts';
import type { Explanation } from './explanation.ts';
import { terminalStyle } from './terminal-style.ts';

/**
 * The chain of evidence as plain lines of at most 80 columns, ended by LF: the verdict in one sentence, then numbered sections from
 * the facts to the next steps, without boxes or columns. `colour` asks for ANSI codes; no meaning lies in them.
 */
export function explainText(explanation: Explanation, colour: boolean): string {
  const { strong } = terminalStyle(colour);
  const sections = sectionsOf(explanation).filter(({ lines }) => lines.length > 0);
  const lines = [
    ...leadOf(explanation).flatMap((text) => atMargin(text).map(strong)),
    '',
    ...identityLines(explanation),
    ...sections.flatMap(({ title, lines: body }, at) => ['', strong(`${at + 1}. ${title}`), ...body]),
  ];
  return `${lines.join('\n')}\n`;
}

function leadOf(explanation: Explanation): readonly string[] {
  const { subject } = explanation;
  const first = headline(explanation);
  if (subject.kind !== 'scale-set' || subject.vm === null) return [first];
  const { verdict, name } = subject.vm;
  const alike = subject.instances.filter((one) => one.verdict === verdict).length;
  return [
    first,
    `Instance ${nameInWords(name)} stands here for the ${counted(alike, 'instance')} with the verdict ${verdict}.`,
    vmHeadline(subject.vm),
  ];
}

function sectionsOf(explanation: Explanation): readonly ExplainSection[] {
  return [
    ...groundSections(explanation),
    ...ownSections(explanation),
    { title: 'What is not known', lines: gapLines(explanation) },
  ];
}

function ownSections(explanation: Explanation): readonly ExplainSection[] {
  const { subject } = explanation;
  if (subject.kind === 'subscription') return subscriptionSections(explanation, subject.vms);
  return subject.vm === null ? [] : vmSections(explanation, subject.vm);
}
