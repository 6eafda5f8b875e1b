import { ConflictError } from '@backstage/errors';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import type {
  ChangePlan,
  ChangeResult,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { PlanDialog, type PlanDialogProps } from './PlanDialog';
import { somePlan } from './testdata';

const RESULT: ChangeResult = {
  outcome: 'applied',
  message: 'deployment.apps/storefront scaled',
  resourceVersion: '42',
  writtenAs: 'sam',
};

function Page(props: Partial<PlanDialogProps> & { plan?: ChangePlan }) {
  const [open, setOpen] = useState(false);
  const { plan = somePlan(), ...rest } = props;
  return (
    <>
      <button onClick={() => setOpen(true)}>Open</button>
      {open && (
        <PlanDialog
          title="Scale storefront"
          applyLabel="Scale"
          loadPlan={async () => plan}
          apply={async () => RESULT}
          onApplied={() => setOpen(false)}
          onClose={() => setOpen(false)}
          {...rest}
        />
      )}
    </>
  );
}

async function openDialog(props: Parameters<typeof Page>[0] = {}) {
  await renderInTestApp(<Page {...props} />);
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Open' }));
  const dialog = within(
    await screen.findByRole('dialog', { name: 'Scale storefront' }),
  );
  return { user, dialog };
}

describe('PlanDialog', () => {
  it('shows the plan, asks for a reason, applies and gives the focus back', async () => {
    const apply = jest.fn(async () => RESULT);
    const { user, dialog } = await openDialog({ apply });
    expect(
      await dialog.findByText(
        'Scale Deployment storefront from 3 to 5 replicas',
      ),
    ).toHaveFocus();
    expect(dialog.getByText('3 replicas are wanted now')).toBeVisible();
    expect(dialog.getByRole('table', { name: 'Changes' })).toHaveTextContent(
      'replicas: 5',
    );
    expect(dialog.getByText(/the API server accepts/)).toBeVisible();

    const button = dialog.getByRole('button', { name: 'Scale' });
    expect(button).toBeDisabled();
    await user.type(dialog.getByRole('textbox', { name: /Reason/ }), 'sale');
    await user.click(button);
    expect(apply).toHaveBeenCalledWith({
      reason: 'sale',
      version: 'u.41',
      acknowledged: [],
    });
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(screen.getByRole('button', { name: 'Open' })).toHaveFocus();
  });

  it('asks for a tick of each finding that needs one', async () => {
    const apply = jest.fn(async () => RESULT);
    const { user, dialog } = await openDialog({
      apply,
      plan: somePlan({
        findings: [
          {
            id: 'hpa',
            severity: 'confirm',
            message: 'Replicas are set by HPA web',
            evidence: [{ label: 'HPA', value: 'web 2–8' }],
          },
        ],
      }),
    });
    await user.type(await dialog.findByLabelText(/Reason/), 'sale');
    expect(dialog.getByText('web 2–8')).toBeVisible();
    expect(dialog.getByRole('button', { name: 'Scale' })).toBeDisabled();
    const box = dialog.getByRole('checkbox', { name: /I have read this/ });
    expect(box).toHaveAccessibleDescription('Replicas are set by HPA web');
    await user.click(box);
    await user.click(dialog.getByRole('button', { name: 'Scale' }));
    expect(apply).toHaveBeenCalledWith(
      expect.objectContaining({ acknowledged: ['hpa'] }),
    );
  });

  it.each<[string, Partial<ChangePlan>, string]>([
    [
      'a block',
      {
        findings: [
          {
            id: 'paused',
            severity: 'block',
            message: 'you cannot rollback a paused deployment',
            evidence: [],
          },
        ],
      },
      'you cannot rollback a paused deployment',
    ],
    [
      'a refused dry run',
      { dryRun: { outcome: 'refused', message: 'exceeded quota: pods=5' } },
      'exceeded quota: pods=5',
    ],
    ['nothing to do', { noop: true }, 'Nothing would change.'],
  ])('cannot apply %s, and says why', async (_, plan, words) => {
    const { dialog } = await openDialog({ plan: somePlan(plan) });
    expect(await dialog.findByText(words)).toBeVisible();
    expect(dialog.queryByRole('button', { name: 'Scale' })).toBeNull();
    expect(dialog.queryByLabelText(/Reason/)).toBeNull();
    expect(dialog.getByRole('button', { name: 'Close' })).toBeEnabled();
  });

  it('shows a failure in place, in the words of the server', async () => {
    const apply = jest
      .fn()
      .mockRejectedValueOnce(new Error('admission said no'));
    const { user, dialog } = await openDialog({ apply });
    await user.type(await dialog.findByLabelText(/Reason/), 'sale{Enter}');
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'admission said no',
    );
    expect(dialog.getByLabelText(/Reason/)).toHaveValue('sale');
    expect(dialog.getByRole('button', { name: 'Scale' })).toBeEnabled();
  });

  it('asks for another review when somebody else was faster', async () => {
    const apply = jest
      .fn()
      .mockRejectedValueOnce(new ConflictError('the object has been modified'))
      .mockResolvedValueOnce(RESULT);
    const loadPlan = jest
      .fn()
      .mockResolvedValueOnce(somePlan())
      .mockResolvedValueOnce(
        somePlan({ summary: 'Scale from 4 to 5', version: 'u.50' }),
      );
    const { user, dialog } = await openDialog({ apply, loadPlan });
    await user.type(await dialog.findByLabelText(/Reason/), 'sale{Enter}');
    expect(
      await dialog.findByText('Changed since you reviewed it'),
    ).toBeVisible();
    expect(dialog.queryByRole('button', { name: 'Scale' })).toBeNull();
    await user.click(dialog.getByRole('button', { name: 'Review again' }));
    expect(await dialog.findByText('Scale from 4 to 5')).toBeVisible();
    await user.click(dialog.getByRole('button', { name: 'Scale' }));
    expect(apply).toHaveBeenLastCalledWith(
      expect.objectContaining({ reason: 'sale', version: 'u.50' }),
    );
  });

  it('can be told what first, and goes back to that', async () => {
    const loadPlan = jest.fn(async () => somePlan());
    const { user, dialog } = await openDialog({
      loadPlan,
      form: { content: <input aria-label="Replicas" />, complete: true },
    });
    expect(loadPlan).not.toHaveBeenCalled();
    await user.type(dialog.getByLabelText('Replicas'), '5{Enter}');
    expect(await dialog.findByLabelText(/Reason/)).toBeVisible();
    await user.click(dialog.getByRole('button', { name: 'Back' }));
    expect(dialog.getByLabelText('Replicas')).toBeVisible();
  });

  it('says why there is no plan, and tries again', async () => {
    const loadPlan = jest
      .fn()
      .mockRejectedValueOnce(new Error('cluster dev does not answer'))
      .mockResolvedValueOnce(somePlan());
    const { user, dialog } = await openDialog({ loadPlan });
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'cluster dev does not answer',
    );
    await user.click(dialog.getByRole('button', { name: 'Try again' }));
    expect(await dialog.findByLabelText(/Reason/)).toBeVisible();
  });

  it('closes with Escape', async () => {
    const { user } = await openDialog();
    await user.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
  });
});

describe('PlanDialog of a backend that shows no changes', () => {
  it('needs neither changes nor a reason', async () => {
    const { before, after, dryRun, ...plan } = somePlan({
      summary: 'Awake until 2026-12-07T08:00:00.000Z',
    });
    const apply = jest.fn(async () => ({ outcome: 'done' }));
    const onApplied = jest.fn();
    await renderInTestApp(
      <PlanDialog
        title="Wake storefront"
        applyLabel="Wake"
        askReason={false}
        loadPlan={async () => plan}
        apply={apply}
        onApplied={onApplied}
        onClose={() => {}}
      />,
    );
    const dialog = within(screen.getByRole('dialog'));
    expect(await dialog.findByText(/^Awake until/)).not.toHaveTextContent(
      '2026-12-07T08',
    );
    expect(dialog.queryByText('Changes')).toBeNull();
    expect(dialog.queryByRole('textbox')).toBeNull();
    await userEvent.setup().click(dialog.getByRole('button', { name: 'Wake' }));
    expect(apply).toHaveBeenCalledWith({
      reason: '',
      version: 'u.41',
      acknowledged: [],
    });
    await waitFor(() =>
      expect(onApplied).toHaveBeenCalledWith({ outcome: 'done' }),
    );
  });
});
