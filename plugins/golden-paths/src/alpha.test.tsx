import { coreExtensionData } from '@backstage/frontend-plugin-api';
import { createExtensionTester } from '@backstage/frontend-test-utils';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { screen } from '@testing-library/react';
import { renderInApp } from './__testUtils__/renderInApp';
import plugin from './alpha';
import { orders, someAdoption, someStatus } from './testdata';

describe('the plugin in the new frontend system', () => {
  it('brings a page', async () => {
    const tester = createExtensionTester(
      plugin.getExtension('page:golden-paths'),
    );
    expect(tester.get(coreExtensionData.routePath)).toBe('/golden-paths');
    expect(tester.get(coreExtensionData.title)).toBe('Golden paths');
    await renderInApp(tester.reactElement(), {
      readAdoption: async () => someAdoption(),
    });
    expect(
      await screen.findByRole('region', { name: 'Web service' }),
    ).toBeVisible();
  });

  it('brings a card for what golden paths made', async () => {
    const tester = createExtensionTester(
      plugin.getExtension('entity-card:golden-paths'),
    );
    const applies = tester.get(EntityCardBlueprint.dataRefs.filterFunction);
    expect(applies?.(orders)).toBe(true);
    expect(applies?.({ ...orders, metadata: { name: 'bare' } })).toBe(false);
    await renderInApp(tester.reactElement(), {
      readStatus: async () => someStatus(),
    });
    expect(await screen.findByText(/2 versions behind/)).toBeVisible();
  });
});
