import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import type { RulesView } from '@fairway-idp/backstage-plugin-fairway-common';
import { WhatIfDialog } from '../whatIf/WhatIfDialog';
import { ChangeDialog } from './ChangeDialog';
import type { OpenDialog } from './openDialog';
import { RenewDialog } from './RenewDialog';
import { RunDialog } from './RunDialog';
import { toastOf } from './toastOf';

/** The dialog that is open. */
export function HousekeepingDialog(props: {
  dialog: OpenDialog;
  rules?: RulesView;
  /** Titles of the clusters by name. */
  titles: ReadonlyMap<string, string>;
  onClose: () => void;
}) {
  const { dialog, rules, titles, onClose } = props;
  const toasts = useApi(toastApiRef);
  const change = {
    onClose,
    onApplied: (result: Parameters<typeof toastOf>[0]) => {
      onClose();
      toasts.post(toastOf(result));
    },
  };
  switch (dialog.verb) {
    case 'run':
      return <RunDialog titles={titles} onClose={onClose} />;
    case 'whatIf':
      return <WhatIfDialog rules={rules} onClose={onClose} />;
    case 'renew':
      return <RenewDialog {...change} finding={dialog.finding} rules={rules} />;
    default:
      return (
        <ChangeDialog {...change} verb={dialog.verb} finding={dialog.finding} />
      );
  }
}
