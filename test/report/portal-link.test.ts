import { describe, expect, it } from 'vitest';
import { portalLink } from '../../src/report/portal-link.ts';

describe('portalLink', () => {
  it.each([
    ['AzureCloud', 'https://portal.azure.com/#@/resource/subscriptions/s/resourceGroups/g'],
    ['AzureUSGovernment', 'https://portal.azure.us/#@/resource/subscriptions/s/resourceGroups/g'],
    ['AzureChinaCloud', 'https://portal.azure.cn/#@/resource/subscriptions/s/resourceGroups/g'],
  ] as const)('leads into the portal of %s', (cloud, address) => {
    expect(portalLink(cloud, '/subscriptions/s/resourceGroups/g')).toBe(address);
  });

  it('encodes what a name may hold, and makes no link of what is not an ARM ID', () => {
    expect(portalLink('AzureCloud', '/subscriptions/s/x/"><b>#?%')).toBe(
      'https://portal.azure.com/#@/resource/subscriptions/s/x/%22%3E%3Cb%3E%23%3F%25',
    );
    for (const text of [
      '',
      'javascript:alert(1)',
      '//evil.example',
      '/subscriptions/',
      '/subscriptions/\uD800',
    ]) {
      expect(portalLink('AzureCloud', text)).toBeNull();
    }
  });
});
