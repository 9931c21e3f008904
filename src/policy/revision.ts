import type { OfferClass } from '../model/offer.ts';
import type { RevisionName } from '../model/revision.ts';
import type { Cell } from './cell.ts';

/** The clouds whose rules are written in one place. Azure Government has no page of its own and follows the public one. */
export type CloudFamily = 'public' | 'china';

/**
 * Where a rule was read. `msDate` is the page's own `ms.date` (MM/DD/YYYY, as Microsoft writes it), `textOf` the day or month
 * of the text where the page's date had not moved with it.
 */
export interface PolicySource {
  readonly page: string;
  readonly repository?: string;
  readonly path?: string;
  readonly msDate?: string;
  readonly textOf?: string;
  readonly url?: string;
  readonly moved?: string;
}

/** What the text says that VMs need before they profit from an exemption. The product always advises stop-deallocate and start. */
export type AfterExemption =
  | 'only-new-vms'
  | 'freed-going-forward'
  | 'stop-and-start'
  | 'stop-deallocate-and-start';

/** How the text treats Azure Firewall as the way out. */
export type FirewallTreatment = 'not-supported' | 'not-mentioned' | 'allowed';

/** What a text says on the side and a reader of a request or a restart must be told. */
export type RevisionNote = 'good-standing' | 'only-new-vms' | 'delegated-subnet';

/**
 * One dated state of Microsoft's rules on outbound port 25. With a `secondPage`, a subscription created before the cut-off is
 * open by that page whatever its class, although the first page no longer names the date.
 */
export interface Revision {
  readonly name: RevisionName;
  readonly family: CloudFamily;
  readonly title: string;
  readonly source: PolicySource;
  readonly secondPage?: PolicySource;
  readonly cells: Readonly<Record<OfferClass, Cell>>;
  readonly afterExemption: AfterExemption;
  readonly azureFirewall: FirewallTreatment;
  readonly notes: readonly RevisionNote[];
}
