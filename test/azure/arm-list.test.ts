import { describe, expect, test } from 'vitest';
import { followList } from '../../src/azure/arm-list.ts';

const FIRST = 'https://management.azure.com/subscriptions?api-version=2022-12-01';

interface Page {
  readonly value: readonly object[] | null;
  readonly nextLink?: string;
}

/** Follows a list whose pages are given by their URL; tells what was asked for and what came. */
async function follow(pages: (url: string) => Page) {
  const asked: string[] = [];
  const items: unknown[] = [];
  const error = await followList(
    (url) => {
      asked.push(url);
      return Promise.resolve(pages(url));
    },
    FIRST,
    (item) => items.push(item),
  ).then(
    () => undefined,
    (cause: unknown) => cause,
  );
  return { asked, items, error };
}

describe('a list', () => {
  test.each([
    { link: 'https://management.azure.com:443/next', asks: 'https://management.azure.com/next' },
    { link: 'https://MANAGEMENT.azure.com/next', asks: 'https://management.azure.com/next' },
    { link: '/next?$skiptoken=a%2Bb', asks: 'https://management.azure.com/next?$skiptoken=a%2Bb' },
    { link: '?page=2', asks: 'https://management.azure.com/subscriptions?page=2' },
  ])('goes on at $link', async ({ link, asks }) => {
    const { asked, error } = await follow((url) =>
      url === FIRST ? { value: [], nextLink: link } : { value: [] },
    );
    expect(error).toBeUndefined();
    expect(asked).toEqual([FIRST, asks]);
  });

  test.each([
    'https://evil.example/next',
    'https://management.azure.com.evil.example/next',
    'https://management.azure.com@evil.example/next',
    'https://management.azure.com:8443/next',
    'http://management.azure.com/next',
    '//evil.example/next',
    'javascript:alert(1)',
    'file:///etc/passwd',
  ])('does not go on at %s', async (link) => {
    const { asked, error } = await follow(() => ({ value: [{ id: '/a' }], nextLink: link }));
    expect(error).toMatchObject({ name: 'ForeignHostError' });
    expect(asked).toEqual([FIRST]);
  });

  test('that comes back to its first page by another spelling is broken', async () => {
    const { error, asked } = await follow(() => ({
      value: [{ id: '/a' }],
      nextLink: FIRST.replace('azure.com', 'azure.com:443'),
    }));
    expect(error).toMatchObject({ name: 'BrokenListError', code: 'RepeatedLink' });
    expect(asked.length).toBe(1);
  });

  test('that has something new on every page is followed far, not for ever', async () => {
    let page = 0;
    const { error, items } = await follow(() => {
      page += 1;
      return { value: [{ id: `/${page}` }], nextLink: `/next?page=${page}` };
    });
    expect(error).toMatchObject({ name: 'BrokenListError', code: 'EndlessList' });
    expect(items.length).toBe(5_000);
  });

  test('may have empty pages before its end', async () => {
    let page = 0;
    const { error, items } = await follow(() => {
      page += 1;
      return page < 30
        ? { value: page % 2 ? [] : null, nextLink: `/next?page=${page}` }
        : { value: [{ id: '/a' }] };
    });
    expect({ error, items }).toEqual({ error: undefined, items: [{ id: '/a' }] });
  });

  test('hands on items without an ID every time, the others once', async () => {
    const { items } = await follow((url) =>
      url === FIRST
        ? { value: [{ id: '/A' }, { name: 'x' }], nextLink: '/next' }
        : { value: [{ id: '/a' }, { name: 'x' }, { id: '/b' }] },
    );
    expect(items).toEqual([{ id: '/A' }, { name: 'x' }, { name: 'x' }, { id: '/b' }]);
  });
});
