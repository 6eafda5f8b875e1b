import { readPages } from './readPages';

type Page = { value: number[]; total?: number };

/** Reads what the pages hold; behind the last one there is nothing. */
function read(pages: Page[], then: Page = { value: [] }) {
  const asked: number[] = [];
  const list = readPages({
    what: 'numbers',
    read: async page => {
      asked.push(page);
      return pages[asked.length - 1] ?? then;
    },
    keyOf: (one: number) => one,
  });
  return { list, asked };
}

describe('readPages', () => {
  it.each<[string, Page[], number[], number[]]>([
    ['nothing', [{ value: [], total: 0 }], [], [1]],
    ['one page', [{ value: [1, 2], total: 2 }], [1, 2], [1]],
    [
      'pages that are shorter than asked for',
      [
        { value: [1], total: 3 },
        { value: [2], total: 3 },
        { value: [3], total: 3 },
      ],
      [1, 2, 3],
      [1, 2, 3],
    ],
    [
      'no total, until nothing comes',
      [{ value: [1, 2] }, { value: [3] }],
      [1, 2, 3],
      [1, 2, 3],
    ],
    [
      'no total, and a server that knows no pages',
      [{ value: [1, 2] }, { value: [1, 2] }],
      [1, 2],
      [1, 2],
    ],
    [
      'one that is moved to the next page meanwhile',
      [
        { value: [1, 2], total: 3 },
        { value: [2, 3], total: 3 },
      ],
      [1, 2, 3],
      [1, 2],
    ],
    [
      'again from the start, if the total changes',
      [
        { value: [1, 2], total: 4 },
        // 1 is gone: 3 is on the first page now.
        { value: [4], total: 3 },
        { value: [2, 3], total: 3 },
        { value: [4], total: 3 },
      ],
      [2, 3, 4],
      [1, 2, 1, 2],
    ],
  ])('reads %s', async (_, pages, expected, askedFor) => {
    const { list, asked } = read(pages);
    expect(await list).toEqual(expected);
    expect(asked).toEqual(askedFor);
  });

  it('throws what is less than announced', async () => {
    const { list } = read([{ value: [1, 2], total: 3 }], {
      value: [],
      total: 3,
    });
    await expect(list).rejects.toMatchObject({
      name: 'ForgeError',
      reason: 'unreachable',
      message:
        'The list of numbers could not be read whole: it announced 3 and handed out 2',
    });
  });

  it('gives up on what never stands still', async () => {
    let total = 10;
    const list = readPages({
      what: 'numbers',
      read: async () => ({ value: [total], total: total++ }),
      keyOf: one => one,
    });
    await expect(list).rejects.toMatchObject({
      message:
        'The list of numbers could not be read whole: it changes while it is read',
    });
  });

  it('gives up on what never ends', async () => {
    let next = 0;
    const list = readPages({
      what: 'numbers',
      read: async () => ({ value: [next++] }),
      keyOf: one => one,
    });
    await expect(list).rejects.toMatchObject({
      message: expect.stringContaining('more than 400 pages'),
    });
  });
});
