import * as z from 'zod';
import { differenceOf, intersectionOf, isEmpty, sizeOf, unionOf } from '../../src/network/address-set.ts';
import { WHOLE_INTERNET } from '../../src/network/internet.ts';
import { prefixList } from '../../src/network/prefix-list.ts';
import type { StageFinding } from '../../src/network/stage-finding.ts';
import { allTraffic, isSmall } from '../../src/network/traffic.ts';
import { route } from '../network/builders.ts';
import type { Comparison } from './comparison.ts';
import type { AzureAnswer } from './corpus.ts';
import { rebuilt } from './rebuilt.ts';

const routeSchema = z.object({
  source: z.string(),
  state: z.string(),
  addressPrefix: z.array(z.string()),
  nextHopType: z.string(),
  nextHopIpAddress: z.array(z.string()),
});
const answerSchema = z.object({ value: z.array(routeSchema) });

type EffectiveRoute = z.output<typeof routeSchema>;

/** Effective routes: where the default route leads, and what of the internet the longer ones take away from it. */
export function compareRoutes(answer: AzureAnswer): readonly Comparison[] {
  const parsed = answerSchema.safeParse(answer.answer);
  if (answer.kind !== 'nic.effectiveRoutes' || !parsed.success) return [];
  const { oracle } = answer;
  const active = parsed.data.value.filter(({ state }) => state === 'Active');
  const spaces = ownSpaces([answer]);
  const own = active.filter(({ source }) => source === 'User').flatMap(configuredRoutes);
  const situation = rebuilt(answer, { spaces, ...(own.length === 0 ? {} : { routes: own }) });
  const stage = situation.routes();
  const elsewhere = unionOf(
    ...active
      .filter(
        ({ addressPrefix, nextHopType }) =>
          !addressPrefix.includes('0.0.0.0/0') && nextHopType !== 'Internet',
      )
      .map(({ addressPrefix }) => prefixList(addressPrefix)),
  );
  const lost = intersectionOf(elsewhere, situation.place.internet);
  const rest = differenceOf(situation.place.internet, elsewhere);
  const isSlight = isSmall([allTraffic(lost)], situation.place.internet);
  return [
    {
      oracle,
      question: 'where the bulk of the internet is routed',
      azure: isSlight && !isEmpty(rest) ? defaultHop(active) : 'divided',
      ours: hopOf(stage),
    },
    {
      oracle,
      question: 'what of the internet is routed elsewhere',
      azure: isEmpty(lost)
        ? 'nothing'
        : `a small part, ${sizeOf(lost)} of ${sizeOf(WHOLE_INTERNET)} addresses`,
      ours: stage.reasons.some(({ code }) => code === 'exceptions') ? 'a small part' : 'nothing',
      explained: 'reserved-prefixes-dropped',
    },
  ];
}

/** The addresses of the network itself, as the effective routes among some answers show them. */
export function ownSpaces(answers: readonly AzureAnswer[]): readonly string[] {
  const routes = answers.flatMap(({ answer }) => answerSchema.safeParse(answer).data?.value ?? []);
  const local = routes.filter(({ nextHopType }) => nextHopType === 'VnetLocal');
  return [...new Set(local.flatMap(({ addressPrefix }) => addressPrefix))];
}

function configuredRoutes({ addressPrefix, nextHopType, nextHopIpAddress }: EffectiveRoute) {
  return addressPrefix.map((prefix) => route(prefix, nextHopType, nextHopIpAddress[0]));
}

function defaultHop(active: readonly EffectiveRoute[]): string {
  const defaults = active.filter(({ addressPrefix }) => addressPrefix.includes('0.0.0.0/0'));
  return defaults.map(({ nextHopType }) => nextHopType).join(', ') || 'none';
}

function hopOf(stage: StageFinding): string {
  return stage.kind === 'passes' ? 'Internet' : stage.path;
}
