/** The versions of Azure's APIs that lists are asked in, by provider, as the packages of the SDK have them. */
export const API_VERSIONS = {
  compute: 'api-version=2024-11-01',
  /** Disks have versions of their own; this one is offered in every cloud and has all that is read of them. */
  disks: 'api-version=2023-10-02',
  network: 'api-version=2025-05-01',
  /** The last version that Microsoft publishes of the lists of a scale set's network interfaces and public addresses. */
  scaleSetNetwork: 'api-version=2018-10-01',
  roleAssignments: 'api-version=2022-04-01',
  policyAssignments: 'api-version=2022-06-01',
  resources: 'api-version=2021-04-01',
  subscriptions: 'api-version=2022-12-01',
  aliases: 'api-version=2021-10-01',
  billing: 'api-version=2024-04-01',
  /** Billing periods were never taken over into a newer version. */
  billingPeriods: 'api-version=2018-03-01-preview',
  activityLog: 'api-version=2015-04-01',
  managementGroups: 'api-version=2020-05-01',
  resourceGraph: 'api-version=2024-04-01',
} as const;
