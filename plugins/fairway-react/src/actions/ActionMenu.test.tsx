import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ActionMenu } from './ActionMenu';

describe('ActionMenu', () => {
  it('does what is available, and says why not what is not', async () => {
    const protect = jest.fn();
    const remove = jest.fn();
    await renderInTestApp(
      <ActionMenu
        label="More for storefront"
        actions={[
          {
            key: 'protect',
            text: 'Protect',
            availability: { enabled: true },
            onClick: protect,
          },
          {
            key: 'delete',
            text: 'Delete',
            availability: { enabled: false, why: 'It is protected' },
            onClick: remove,
          },
        ]}
      />,
    );
    const user = userEvent.setup();
    const button = screen.getByRole('button', { name: 'More for storefront' });
    await user.click(button);
    const unavailable = screen.getByRole('menuitem', { name: /^Delete/ });
    expect(unavailable).toHaveTextContent('It is protected');
    expect(unavailable).toHaveAttribute('aria-disabled', 'true');
    await user.click(unavailable);
    expect(remove).not.toHaveBeenCalled();

    await user.keyboard('{Home}{Enter}');
    expect(protect).toHaveBeenCalledTimes(1);
  });
});
