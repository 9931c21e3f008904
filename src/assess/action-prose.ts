import type { Action } from '../model/action.ts';
import type { SettlingFact } from '../model/inference-reason.ts';
import { REQUEST_ROUTE_STEPS } from '../model/request-route.ts';
import { inShort } from './network-names.ts';
import type { Prose } from './worded.ts';

const TROUBLESHOOT = 'Microsoft, Troubleshoot outbound SMTP connectivity problems in Azure';

const DECLARE = 'in the declarations file';
const GRANT_BILLING = 'grant the auditor Microsoft.Billing/billingProperty/read (the Reader role has it)';

/** What settles an open policy status. `byOwner`: only the owner can tell the offer. */
const SETTLED_BY = {
  offer: (byOwner) =>
    'One fact would settle the status: the offer. ' +
    (byOwner ? `Declare it ${DECLARE}.` : `${capital(GRANT_BILLING)}, or declare the offer ${DECLARE}.`),
  'creation-date': () =>
    'One fact would settle the status: the creation date of the subscription. ' +
    `Declare it ${DECLARE} (createdOn), or grant the auditor the role billing account reader, which shows the purchase date: ` +
    'that is the creation date unless the subscription was transferred.',
  'offer-and-creation-date': (byOwner) =>
    'Two facts together would settle the status: the offer and the creation date of the subscription. ' +
    `Declare both ${DECLARE} (offer, createdOn)` +
    (byOwner
      ? '.'
      : `, or ${GRANT_BILLING} for the offer and the role billing account reader for the purchase date.`),
  'nic-flag': () =>
    'Only what Azure reports on the NIC of a running VM can settle the status, or Microsoft support. Where no VM runs, start one and audit again.',
} as const satisfies Record<SettlingFact, (byOwner: boolean) => string>;

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** Which machines have to be cycled once the block is lifted: those that the mail leaves from. */
function cycled(appliances: readonly string[] | undefined): string {
  if (appliances === undefined) return 'the VM';
  if (appliances.length === 0) return "the appliance's VM";
  return appliances.length === 1
    ? `${appliances[0]}, the appliance's VM`
    : `the appliances' VMs ${appliances.join(', ')}`;
}

/** What each action tells the owner to do. */
export const ACTION_PROSE: Prose<Action> = {
  'no-longer-offered': ({ dated }) => ({
    message: `Microsoft's page of ${dated} no longer offers this; use a relay meanwhile.`,
    source: TROUBLESHOOT,
  }),
  'check-deliverability': () => ({
    message:
      'Nothing to change. Check deliverability: a static address of your own with reverse DNS is widely required.',
  }),
  'stop-and-start': () => ({
    message:
      'Stop the VM so that it is deallocated, then start it. A restart, or a shutdown in the guest, is not enough.',
    source: TROUBLESHOOT,
  }),
  start: () => ({
    message: 'The VM is deallocated: just start it, and it picks the permission up.',
    source: TROUBLESHOOT,
  }),
  'try-stop-and-start-on-one': () => ({
    message:
      'Stop (deallocate) and start one VM of the subscription, audit again, and see whether its NIC is then allowed.',
    source: TROUBLESHOOT,
  }),
  'request-exemption': ({ routes, subscription, appliances }) => ({
    message:
      `Ask Microsoft to lift the block for subscription ${subscription}: ` +
      `${routes.map((route) => REQUEST_ROUTE_STEPS[route]).join('; or ')}. Then stop (deallocate) and start ${cycled(appliances)}.`,
    source: TROUBLESHOOT,
  }),
  'cycle-appliance': ({ appliance, deallocated }) => ({
    message: deallocated
      ? `Start the VM of appliance ${inShort(appliance)}, through which the mail leaves; this VM need not be touched.`
      : `Stop (deallocate) and start the VM of appliance ${inShort(appliance)}, through which the mail leaves; this VM need not be touched.`,
    source: TROUBLESHOOT,
  }),
  'mend-appliance-network': ({ appliance }) => ({
    message: `Let the appliance ${inShort(appliance)} out on TCP 25: its security groups, and a public address to send from.`,
  }),
  'allow-in-firewall': ({ firewall }) => ({
    message: `Allow TCP 25 to the internet for this VM in a network rule of Azure Firewall ${inShort(firewall)}, or of its policy.`,
  }),
  'use-relay': () => ({
    message: 'Send through an authenticated SMTP relay on port 587 (or 443), which is never blocked.',
    source: TROUBLESHOOT,
  }),
  'route-straight-to-internet': ({ next }) => ({
    message:
      `Route port 25 traffic straight to the internet instead of through ${inShort(next)}: through the firewall neither an open ` +
      'subscription nor an exemption helps.',
    source: TROUBLESHOOT,
  }),
  'allow-in-security-group': ({ rules }) => ({
    message: `Allow outbound TCP 25 to the internet ahead of: ${rules.join('; ')}.`,
  }),
  'change-route': ({ routes }) => ({
    message: `Give traffic to the internet a working next hop instead of: ${routes.join('; ')}.`,
  }),
  'add-way-out': ({ subnet }) => ({
    message: `Give the VM a way out: a NAT gateway on subnet ${subnet}, a public IP address, or an outbound rule of its load balancer.`,
  }),
  'ask-owner-of-next-hop': ({ next }) => ({
    message: `Ask whoever runs the next hop whether it lets port 25 out: ${next}.`,
  }),
  'settle-policy': ({ fact, byOwner }) => ({ message: SETTLED_BY[fact](byOwner) }),
  'read-missing-fact': ({ object, action }) => ({
    message:
      action === null
        ? `Make this readable and audit again: ${object}.`
        : `Grant the auditor ${action} (the Reader role has it) so that this can be read: ${object}.`,
  }),
};
