import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { FilterBar } from './FilterBar';
import { OpeningRow } from './OpeningRow';
import { type TableSort, WideTable } from './WideTable';

type Sort = 'name' | 'age';

const ROWS: Record<Sort, string[]> = {
  name: ['apple', 'plum'],
  age: ['plum', 'apple'],
};

function Fruits({ fresh }: { fresh?: string }) {
  const [text, setText] = useState('');
  const [sorted, setSorted] = useState<TableSort<Sort>>({
    sort: 'name',
    descending: false,
  });
  const names = ROWS[sorted.sort].filter(name => name.includes(text));
  return (
    <>
      <FilterBar id="text" label="Search" text={text} onText={setText}>
        <button>More</button>
      </FilterBar>
      <WideTable
        label="Fruits"
        columns={[
          { text: 'Name', width: '50%', sort: 'name' },
          { text: 'Age', width: '30%', sort: 'age' },
          { text: 'Actions', width: 124 },
        ]}
        sorted={sorted}
        onSort={setSorted}
      >
        {(sorted.descending ? [...names].reverse() : names).map(name => (
          <OpeningRow
            key={name}
            toggleLabel={`Details of ${name}`}
            first={name}
            cells={['1 day', 'Eat']}
            details={() => `All about ${name}`}
            isNew={name === fresh}
          />
        ))}
      </WideTable>
    </>
  );
}

const shown = () =>
  within(screen.getByRole('table', { name: 'Fruits' }))
    .getAllByRole('button', { name: /^Details of/ })
    .map(button => button.getAttribute('aria-label')?.split(' ').at(-1));

describe('a table of rows that open', () => {
  it('sorts by the titles that can, and turns around on the second click', async () => {
    await renderInTestApp(<Fruits />);
    const user = userEvent.setup();
    const title = (name: string) => screen.getByRole('columnheader', { name });
    expect(title('Name')).toHaveAttribute('aria-sort', 'ascending');
    expect(within(title('Actions')).queryByRole('button')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Age' }));
    expect(shown()).toEqual(['plum', 'apple']);
    expect(title('Name')).not.toHaveAttribute('aria-sort');
    await user.click(screen.getByRole('button', { name: 'Age' }));
    expect(title('Age')).toHaveAttribute('aria-sort', 'descending');
    expect(shown()).toEqual(['apple', 'plum']);
  });

  it('opens what is asked for, and closes it again', async () => {
    await renderInTestApp(<Fruits />);
    const user = userEvent.setup();
    const toggle = screen.getByRole('button', { name: 'Details of plum' });
    expect(toggle).toHaveAttribute('aria-expanded', 'false');
    expect(screen.queryByText('All about plum')).toBeNull();
    await user.click(toggle);
    const details = screen.getByText('All about plum');
    expect(toggle).toHaveAttribute('aria-controls', details.id);
    expect(screen.queryByText('All about apple')).toBeNull();
    await user.click(toggle);
    expect(screen.queryByText('All about plum')).toBeNull();
  });

  it('opens what is new by itself', async () => {
    await renderInTestApp(<Fruits fresh="plum" />);
    expect(screen.getByText('All about plum')).toBeVisible();
  });

  it('is searched', async () => {
    await renderInTestApp(<Fruits />);
    const bar = within(screen.getByRole('search'));
    expect(bar.getByRole('button', { name: 'More' })).toBeVisible();
    await userEvent.type(bar.getByLabelText('Search'), 'pl');
    expect(shown()).toEqual(['apple', 'plum']);
    await userEvent.type(bar.getByLabelText('Search'), 'u');
    expect(shown()).toEqual(['plum']);
  });
});
