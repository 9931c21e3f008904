import { describe, expect, it } from 'vitest';
import type { Column } from '../../src/report/column.ts';
import { SUBSCRIPTION_COLUMNS } from '../../src/report/subscription-columns.ts';
import { VM_COLUMNS } from '../../src/report/vm-columns.ts';
import { subscriptionFinding, vmFinding } from './finding-builders.ts';

const headers = (columns: readonly Column<never>[]) => columns.map(({ header }) => header).join(', ');

function cells<T>(columns: readonly Column<T>[], finding: T): Record<string, string> {
  return Object.fromEntries(columns.map(({ header, value }) => [header, value(finding)]));
}

describe('columns', () => {
  it('are those of the contract, in its order', () => {
    expect(headers(VM_COLUMNS)).toBe(
      'subscription_id, subscription_name, tenant_id, offer, offer_confidence, created_not_before, created_not_after, exemption, resource_group, name, kind, location, power_state, verdict, platform, path, egress, egress_owner, confidence, nic_flag, egress_address, reverse_dns, last_started, reasons, actions, policy, verdict_current_policy, first_seen, change, resource_id',
    );
    expect(headers(SUBSCRIPTION_COLUMNS)).toBe(
      'subscription_id, name, tenant_id, state, quota_id, offer, offer_candidates, offer_confidence, created_not_before, created_not_after, cutoff, policy, policy_status, exemption, vms, direct, restart, request_exemption, relay, fix_network, undetermined, coverage, coverage_detail',
    );
  });

  it('joins codes and candidates by a semicolon and leaves the unknown empty', () => {
    const vm = vmFinding({
      reasons: [
        { code: 'nic-flag-false', message: 'x' },
        { code: 'policy-closed', message: 'y' },
      ],
      actions: [{ code: 'use-relay', message: 'z' }],
      nicFlag: null,
      egressAddress: null,
    });
    expect(cells(VM_COLUMNS, vm)).toMatchObject({
      reasons: 'nic-flag-false;policy-closed',
      actions: 'use-relay',
      nic_flag: '',
      egress_address: '',
      exemption: 'none',
    });
    const subscription = subscriptionFinding({ offer: null, offerCandidates: ['visual-studio', 'mpn'] }, [
      vm,
    ]);
    expect(cells(SUBSCRIPTION_COLUMNS, subscription)).toMatchObject({
      offer: '',
      offer_candidates: 'visual-studio;mpn',
      vms: '1',
      relay: '1',
      direct: '0',
    });
  });
});
