import { describe, expect, test } from 'vitest';
import { publishSecrets, publishSettings } from '../../src/cli/publish-settings.ts';
import type { CloudName } from '../../src/model/revision.ts';

const SAS = 'sv=2025-11-05&sp=rcwl&sr=c&se=2027-01-01T00%3A00%3A00Z&sig=a%2Bb%2Fsecret%3D';

function settings(text: string, cloud: CloudName = 'AzureCloud') {
  const problems = { list: [] as string[] };
  const place = publishSettings({ publish: text }, { environment: {}, cloud }, problems);
  return { place, problems: problems.list };
}

describe('--publish', () => {
  test.each([
    [
      'https://contoso.blob.core.windows.net/port25',
      { url: 'https://contoso.blob.core.windows.net/port25', prefix: '' },
    ],
    [
      ' https://contoso.blob.core.windows.net/port25/ ',
      { url: 'https://contoso.blob.core.windows.net/port25', prefix: '' },
    ],
    [
      'https://contoso.z12.blob.storage.azure.net/port25/emea/all nights',
      { url: 'https://contoso.z12.blob.storage.azure.net/port25', prefix: 'emea/all nights/' },
    ],
    [
      `https://contoso.blob.core.windows.net/port25/a%20b?${SAS}`,
      { url: 'https://contoso.blob.core.windows.net/port25', prefix: 'a b/', sas: SAS },
    ],
    [
      `https://files.contoso.com/port25?${SAS}`,
      { url: 'https://files.contoso.com/port25', prefix: '', sas: SAS },
    ],
    [
      `http://127.0.0.1:10000/devstoreaccount1/port25/x?${SAS}`,
      { url: 'http://127.0.0.1:10000/devstoreaccount1/port25', prefix: 'x/', sas: SAS },
    ],
    [
      'https://localhost:10000/devstoreaccount1/port25',
      { url: 'https://localhost:10000/devstoreaccount1/port25', prefix: '' },
    ],
    [
      'https://contoso.blob.core.windows.net/port25?si=nightly&sig=secret',
      { url: 'https://contoso.blob.core.windows.net/port25', prefix: '', sas: 'si=nightly&sig=secret' },
    ],
  ])('takes %s', (text, place) => {
    expect(settings(text)).toEqual({ place, problems: [] });
  });

  test.each([
    ['secret', /is no URL/],
    ['', /is no URL/],
    [`http://contoso.blob.core.windows.net/port25?${SAS}`, /does not begin with https/],
    ['ftp://contoso.blob.core.windows.net/port25?secret', /not a SAS/],
    ['https://user:secret@contoso.blob.core.windows.net/port25', /user name, a password/],
    ['https://contoso.blob.core.windows.net/port25#secret', /fragment/],
    ['https://contoso.blob.core.windows.net', /names no container/],
    [`https://contoso.blob.core.windows.net/?${SAS}`, /names no container/],
    [`http://127.0.0.1:10000/devstoreaccount1?${SAS}`, /names no container/],
    ['https://contoso.blob.core.windows.net/$web', /public web site/],
    ['https://contoso.blob.core.windows.net/%24web/secret', /public web site/],
    ['https://contoso.blob.core.windows.net/$root', /3 to 63/],
    ['https://contoso.blob.core.windows.net/Port25', /3 to 63/],
    ['https://contoso.blob.core.windows.net/p--25', /3 to 63/],
    ['https://contoso.blob.core.windows.net/p2', /3 to 63/],
    [`https://contoso.blob.core.windows.net/${'a'.repeat(64)}`, /3 to 63/],
    ['https://contoso.blob.core.windows.net/port25//secret', /folder cannot be/],
    ['https://contoso.blob.core.windows.net/port25/secret.', /folder cannot be/],
    ['https://contoso.blob.core.windows.net/port25/a%0Ab', /folder cannot be/],
    ['https://contoso.blob.core.windows.net/port25/%FF', /names no container/],
    ['https://contoso.blob.core.windows.net/port25?sv=1&se=secret', /not a SAS: it has no sig/],
    [
      `https://contoso.blob.core.windows.net/port25?${SAS.replace('rcwl', 'rl')}`,
      /does not permit to write:/,
    ],
    [
      `https://contoso.blob.core.windows.net/port25?${SAS.replace('rcwl', 'c')}`,
      /permit to read, write, list:/,
    ],
    ['http://127.0.0.1:10000/devstoreaccount1/port25', /over http there has to be a SAS/],
    ['https://files.contoso.com/port25', /no other is sent a token/],
    ['https://contoso.blob.core.windows.net.example.com/port25', /no other is sent a token/],
    ['https://blob.core.windows.net/port25', /no other is sent a token/],
  ])('refuses %s', (text, why) => {
    const { place, problems } = settings(text);
    expect(place).toBeUndefined();
    expect(problems.length).toBe(1);
    expect(problems[0]).toMatch(why);
    expect(problems[0]).toMatch(/^--publish: expects https:.*not shown/);
    expect(problems[0]).not.toContain('secret');
  });

  test.each([
    ['AzureUSGovernment', 'https://contoso.blob.core.usgovcloudapi.net/port25'],
    ['AzureChinaCloud', 'https://contoso.blob.core.chinacloudapi.cn/port25'],
  ] as const)('in %s sends a token to its own storage only', (cloud, url) => {
    expect(settings(url, cloud).place).toEqual({ url, prefix: '' });
    expect(settings(url).problems[0]).toContain('without a SAS in it the host has to be one of AzureCloud');
    expect(settings('https://contoso.blob.core.windows.net/port25', cloud).place).toBeUndefined();
  });

  test('the variable stands in for the option, and names itself in a message', () => {
    const problems = { list: [] as string[] };
    const environment = { PORT25_PUBLISH: 'https://contoso.blob.core.windows.net' };
    expect(publishSettings({}, { environment, cloud: 'AzureCloud' }, problems)).toBeUndefined();
    expect(problems.list[0]).toMatch(/^PORT25_PUBLISH: /);
    expect(publishSettings({}, { environment: {}, cloud: 'AzureCloud' }, { list: [] })).toBeUndefined();
  });
});

describe('what must never be shown', () => {
  test.each([
    [`https://contoso.blob.core.windows.net/port25?${SAS}`, [SAS, 'a+b/secret=']],
    ['https://contoso.blob.core.windows.net/port25', []],
    ['https://user:secret@contoso.blob.core.windows.net/port25', ['secret']],
    ['no url', ['no url']],
  ])('of %s', (publish, secrets) => {
    expect(publishSecrets({ publish }, {})).toEqual(secrets);
    expect(publishSecrets({}, { PORT25_PUBLISH: publish })).toEqual(secrets);
  });

  test('of nothing is nothing', () => {
    expect(publishSecrets({}, {})).toEqual([]);
  });
});
