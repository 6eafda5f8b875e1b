import { toastApiRef } from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { act } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  type HousekeepingApi,
  housekeepingApiRef,
} from '../api/HousekeepingApi';
import { someApi } from '../testdata';
import { HousekeepingContent } from '../components/HousekeepingContent';

/** The page at an address, over a backend that answers what the test says. */
export async function renderPage(path: string, api: Partial<HousekeepingApi>) {
  const toasts = { post: jest.fn(() => ({ close: () => {} })) };
  await renderInTestApp(<HousekeepingContent />, {
    initialRouteEntries: [path],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    apis: [
      [housekeepingApiRef, someApi(api)],
      [catalogApiRef, catalogApiMock()],
      [toastApiRef, { ...toasts, toast$: () => ({}) } as never],
    ],
  });
  // Streams answer a moment later; how long that is depends on the machine.
  for (let turn = 0; turn < 5; turn++) {
    await act(() => new Promise(resolve => setTimeout(resolve, 10)));
  }
  return { toasts, user: userEvent.setup() };
}
