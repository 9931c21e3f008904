import type { Wire } from './estate.ts';
import { type Listing, listingOf } from './paging.ts';
import { refuseAt } from './refuse.ts';
import { armError, type Reply } from './reply.ts';
import type { Tenant } from './tenant.ts';

/** The billing accounts that the principal sees in the list. It may read what one of them holds, and not the other. */
const ACCOUNTS = {
  contoso: {
    name: '6a2c1f0e-51d7-4f0b-9a3e-7d2f64b1c8a5:1f4be2d3-0c77-4d2a-8f55-90f1c2d3e4b6_2019-05-31',
    displayName: 'Contoso',
    subType: 'Enterprise',
    readable: true,
  },
  subsidiary: {
    name: 'b7c4d9e1-3a68-4c1d-8e02-5f9a7b6c3d21:2e5cf3e4-1d88-4e3b-9066-a102d3e4f5c7_2019-05-31',
    displayName: 'Contoso Subsidiary',
    subType: 'Professional',
    readable: false,
  },
} as const;

export type BillingAccountName = keyof typeof ACCOUNTS;

/** Whether the principal may list the subscriptions of a billing account. */
export function isReadableAccount(account: BillingAccountName): boolean {
  return ACCOUNTS[account].readable;
}

const ROOT = '/providers/Microsoft.Billing/billingAccounts';

function accountWire({ displayName, name, subType }: (typeof ACCOUNTS)[BillingAccountName]): Wire {
  return {
    id: `${ROOT}/${name}`,
    name,
    type: 'Microsoft.Billing/billingAccounts',
    properties: {
      accountStatus: 'Active',
      accountType: 'Business',
      accountSubType: subType,
      agreementType: 'MicrosoftCustomerAgreement',
      displayName,
      hasReadAccess: true,
    },
  };
}

export function billingAccounts(): Listing {
  return listingOf(Object.values(ACCOUNTS).map(accountWire));
}

/** A licence for seats: a billing subscription that is no subscription of Resource Manager. */
function seats(account: string): Wire {
  const name = 'c0f6a1de-70bb-4a53-8f7e-2f1f7a0d9e11';
  return {
    id: `${ROOT}/${account}/billingSubscriptions/${name}`,
    name,
    type: 'Microsoft.Billing/billingAccounts/billingSubscriptions',
    properties: {
      displayName: 'Microsoft 365 E3',
      productCategory: 'SeatBased',
      purchaseDate: '2014-01-04T22:39:34.2606750Z',
      quantity: 250,
      status: 'Active',
    },
  };
}

function subscriptionEntry(tenant: Tenant, index: number, account: string): Wire[] {
  const { name: displayName, purchase } = tenant.situationAt(index);
  if (purchase === undefined || ACCOUNTS[purchase.account].name !== account) return [];
  const id = tenant.idAt(index);
  return [
    {
      id: `${ROOT}/${account}/billingSubscriptions/${id}`,
      name: id,
      type: 'Microsoft.Billing/billingAccounts/billingSubscriptions',
      properties: {
        displayName,
        productCategory: 'AzureSubscription',
        productType: 'Azure Plan',
        skuDescription: 'Microsoft Azure Plan',
        skuId: '0001',
        status: 'Active',
        subscriptionId: id,
        ...(purchase.on === null ? {} : { purchaseDate: purchase.on }),
      },
    },
  ];
}

/** The subscriptions that a billing account bills, or why they cannot be told. */
export function billingSubscriptions(tenant: Tenant, wanted: string): Listing | Reply {
  const account = Object.values(ACCOUNTS).find(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  if (account === undefined) return armError(404, 'NotFound', `Billing account '${wanted}' was not found.`);
  if (!account.readable) {
    return refuseAt('forbidden', {
      action: 'Microsoft.Billing/billingAccounts/billingSubscriptions/read',
      scope: `${ROOT}/${account.name}`,
      objectId: tenant.identity.objectId,
    });
  }
  const entries = Array.from({ length: tenant.count }, (_, index) =>
    subscriptionEntry(tenant, index, account.name),
  );
  return listingOf([seats(account.name), ...entries.flat()]);
}
