import * as z from 'zod';
import { securityGroupFact } from '../../src/azure/security-groups.ts';
import type { RuleFact } from '../../src/model/network-facts.ts';
import type { ResourceId } from '../../src/model/resource-id.ts';
import { EVERYWHERE } from '../../src/network/destination.ts';
import { orderedRules } from '../../src/network/security-group.ts';
import type { Comparison } from './comparison.ts';
import { filesUnder, readCorpus } from './corpus.ts';
import { groupOf } from './rebuilt.ts';

const ID =
  '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/networkSecurityGroups/nsg' as ResourceId;

/** Every list of default rules that Azure ever wrote into a recording, against the three that are assumed where it writes none. */
export function compareDefaults(): readonly Comparison[] {
  const files = [...filesUnder('recorded'), ...filesUnder('worlds'), ...filesUnder('oracles/recorded')];
  return files.flatMap((file) =>
    defaultsIn(readCorpus(file)).map((defaultSecurityRules) => ({
      oracle: file,
      question: 'the default outbound rules',
      azure: told(
        securityGroupFact({ id: ID, properties: { defaultSecurityRules } })?.properties?.defaultRules ?? [],
      ),
      ours: told(orderedRules(groupOf(ID, []), EVERYWHERE).map(({ fact }) => fact)),
    })),
  );
}

const listSchema = z.object({ defaultSecurityRules: z.array(z.unknown()).min(1) });

function defaultsIn(value: unknown): readonly (readonly unknown[])[] {
  if (value === null || typeof value !== 'object') return [];
  const own = listSchema.safeParse(value);
  const inner = Object.values(value).flatMap(defaultsIn);
  return own.success ? [own.data.defaultSecurityRules, ...inner] : inner;
}

function told(rules: readonly RuleFact[]): string {
  return rules
    .filter(({ direction }) => direction === 'Outbound')
    .map(({ name, priority, access, protocol, sources, destinations, destinationPorts }) =>
      [priority, name, access, protocol, ...sources, 'to', ...destinations, ...destinationPorts].join(' '),
    )
    .join('; ');
}
