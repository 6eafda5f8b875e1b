import { toastApiRef } from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import userEvent from '@testing-library/user-event';
import { type GoldenPathsApi, goldenPathsApiRef } from '../api/GoldenPathsApi';
import { orders, someApi } from '../testdata';

/** Something of this plugin, over a backend that answers what the test says. */
export async function renderInApp(
  element: JSX.Element,
  api: Partial<GoldenPathsApi>,
  path = '/',
) {
  const toasts = { post: jest.fn(() => ({ close: () => {} })) };
  await renderInTestApp(
    <EntityProvider entity={orders}>{element}</EntityProvider>,
    {
      initialRouteEntries: [path],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      apis: [
        [goldenPathsApiRef, someApi(api)],
        [catalogApiRef, catalogApiMock()],
        [toastApiRef, { ...toasts, toast$: () => ({}) } as never],
      ],
    },
  );
  return { toasts, user: userEvent.setup() };
}
