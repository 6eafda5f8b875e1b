import { renderInTestApp } from '@backstage/frontend-test-utils';
import { scmIntegrationsApiRef } from '@backstage/integration-react';
import { ScmIntegrations } from '@backstage/integration';
import { ConfigReader } from '@backstage/config';
import type {
  GoldenPathFinding,
  GoldenPathPlaces,
  PreflightInput,
  PreflightReport,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { ScaffolderTask } from '@backstage/plugin-scaffolder-common';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState, type ComponentType } from 'react';
import { goldenPathsApiRef, type GoldenPathsApi } from '../api/GoldenPathsApi';
import { EnvironmentVariablesField } from './EnvironmentVariablesField';
import { HostField } from './HostField';
import { ImageField } from './ImageField';
import { NamespaceField } from './NamespaceField';
import { PreflightField } from './PreflightField';
import { RepositoryField } from './RepositoryField';
import { ResourcesField } from './ResourcesField';
import { RunField } from './RunField';
import { ScheduleField } from './ScheduleField';
import { someApi } from '../testdata';

const TARGET = { cluster: 'dev', namespace: 'payments-dev' };
const PLACES: GoldenPathPlaces = {
  places: [
    { ...TARGET, clusterTitle: 'Dev', stage: 'dev' },
    { cluster: 'dev', namespace: 'payments-staging', clusterTitle: 'Dev' },
  ],
  clusters: [
    { cluster: 'dev', clusterTitle: 'Dev' },
    { cluster: 'far', clusterTitle: 'Far' },
  ],
  truncated: false,
  errors: [{ cluster: 'far', message: 'connect ECONNREFUSED' }],
};
const PASSED: PreflightReport = { passed: true, findings: [], room: [] };

const FORGES = ScmIntegrations.fromConfig(
  new ConfigReader({
    integrations: {
      gitea: [{ host: 'git.example.com' }, { host: 'git.example.org' }],
      github: [{ host: 'github.com' }],
    },
  }),
);

/** Renders one field of a form, and keeps what it says. */
async function renderField(
  Field: unknown,
  options: {
    value?: unknown;
    form?: object;
    uiOptions?: object;
    api?: Partial<GoldenPathsApi>;
    tasks?: ScaffolderTask[];
    required?: boolean;
  } = {},
) {
  const told: unknown[] = [];
  const asked: PreflightInput[] = [];
  const api = someApi({
    listPlaces: async () => PLACES,
    readRoom: async target => ({
      ...target,
      quotas: [],
      podSecurity: 'restricted',
    }),
    preflight: async input => {
      asked.push(input);
      return PASSED;
    },
    ...options.api,
  });
  function Form() {
    // As much of what a form hands to a field as these look at.
    const Shown = Field as ComponentType<Record<string, unknown>>;
    const [value, setValue] = useState(options.value);
    return (
      <Shown
        formData={value}
        onChange={(changed: unknown) => {
          told.push(changed);
          setValue(changed);
        }}
        idSchema={{ $id: 'root_field' }}
        schema={{ title: 'The field' }}
        uiSchema={{ 'ui:options': options.uiOptions ?? {} }}
        formContext={{ formData: { ...options.form, field: value } }}
        required={options.required ?? false}
        rawErrors={[]}
      />
    );
  }
  await renderInTestApp(<Form />, {
    apis: [
      [goldenPathsApiRef, api],
      [scmIntegrationsApiRef, FORGES],
      [
        scaffolderApiRef,
        { listTasks: async () => ({ tasks: options.tasks ?? [] }) },
      ],
    ],
  });
  return { asked, said: () => told.at(-1), user: userEvent.setup() };
}

describe('NamespaceField', () => {
  it('offers what one may use, and says which cluster did not answer', async () => {
    const { user, said } = await renderField(NamespaceField);
    const select = await screen.findByLabelText('Namespace');
    expect(
      within(select)
        .getAllByRole('option')
        .map(({ textContent }) => textContent),
    ).toEqual([
      'Choose a namespace',
      'payments-dev in Dev (dev)',
      'payments-staging in Dev',
    ]);
    expect(screen.getByText('Cluster far could not be asked')).toBeVisible();
    await user.selectOptions(select, 'payments-dev in Dev (dev)');
    expect(said()).toEqual(TARGET);
  });

  it('leaves a later stage to the template, or takes what nobody is offered', async () => {
    const { user, said } = await renderField(NamespaceField, {
      form: { target: TARGET },
      uiOptions: { stage: 'production' },
    });
    const select = await screen.findByLabelText('The field');
    expect(select).toHaveDisplayValue('By default: payments-production in dev');
    await user.selectOptions(select, 'payments-staging in Dev');
    expect(said()).toEqual({ cluster: 'dev', namespace: 'payments-staging' });
    await user.selectOptions(select, 'Another one, by its name');
    const name = await screen.findByLabelText('The field: its name');
    await user.type(name, 'vault-production');
    expect(said()).toEqual({ cluster: 'dev', namespace: 'vault-production' });
    expect(select).toHaveDisplayValue('Another one, by its name');
    await user.type(name, '_');
    expect(
      screen.getByText(/'vault-production_' is no name of a namespace/),
    ).toBeVisible();
    await user.selectOptions(select, 'By default: payments-production in dev');
    expect(said()).toEqual({});
  });

  it('takes what nobody is offered where others may deliver', async () => {
    const { user, said } = await renderField(NamespaceField, {
      uiOptions: { others: true },
      api: { listPlaces: async () => ({ ...PLACES, places: [] }) },
    });
    const select = await screen.findByLabelText('Namespace');
    expect(select).toHaveDisplayValue('Choose a namespace');
    expect(screen.getByText(/Where Argo CD or Flux delivers/)).toBeVisible();
    await user.selectOptions(select, 'Another one, by its name');
    await user.type(
      await screen.findByLabelText('Namespace: its name'),
      'shop-dev',
    );
    expect(said()).toEqual({ cluster: 'dev', namespace: 'shop-dev' });
    await user.selectOptions(
      screen.getByLabelText('Namespace: its cluster'),
      'far',
    );
    expect(said()).toEqual({ cluster: 'far', namespace: 'shop-dev' });
  });

  it('offers only the stages that a template asks for', async () => {
    await renderField(NamespaceField, { uiOptions: { stages: ['dev'] } });
    const select = await screen.findByLabelText('Namespace');
    expect(within(select).queryByText(/staging/)).not.toBeInTheDocument();
  });

  it.each([['nothing may be used', { ...PLACES, places: [], errors: [] }]])(
    'says so where %s',
    async (_, places) => {
      await renderField(NamespaceField, {
        api: { listPlaces: async () => places },
      });
      expect(
        await screen.findByText(/no namespace in which you may/),
      ).toBeVisible();
    },
  );

  it('searches where there are too many', async () => {
    const searched: (string | undefined)[] = [];
    const { user } = await renderField(NamespaceField, {
      api: {
        listPlaces: async ({ search }) => {
          searched.push(search);
          return { ...PLACES, truncated: true };
        },
      },
    });
    await user.type(await screen.findByLabelText('Search'), 'pay');
    await waitFor(() => expect(searched.at(-1)).toBe('pay'));
  });
});

describe('ResourcesField', () => {
  it('begins with a size, and takes exact amounts', async () => {
    const { user, said } = await renderField(ResourcesField);
    await waitFor(() => expect(said()).toHaveProperty('requests.cpu'));
    const cpu = screen.getByRole('textbox', { name: 'CPU request' });
    await user.clear(cpu);
    await user.type(cpu, '75m');
    expect(said()).toMatchObject({ requests: { cpu: '75m' } });
    expect(screen.getByLabelText('Size')).toHaveValue('own');
    await user.clear(cpu);
    await user.type(cpu, 'many');
    expect(screen.getByText(/'many'/)).toBeVisible();
    await user.selectOptions(screen.getByLabelText('Size'), 's');
    expect(screen.queryByText(/'many'/)).not.toBeInTheDocument();
  });

  it('says what fits into the quota, and what does not', async () => {
    const tooMuch: GoldenPathFinding = {
      id: 'quota',
      severity: 'block',
      field: 'resources',
      message: 'To start it needs 5 of requests.cpu',
      evidence: [],
    };
    const amounts = { quota: 'team', hard: '4', used: '1', left: '3' };
    const { asked } = await renderField(ResourcesField, {
      form: { target: TARGET, name: 'web', replicas: { min: 2, max: 3 } },
      api: {
        preflight: async () => ({
          passed: false,
          findings: [tooMuch],
          room: [
            { ...amounts, resource: 'requests.cpu', asked: '5' },
            { ...amounts, resource: 'limits.cpu', asked: '1' },
          ],
        }),
      },
    });
    expect(asked).toEqual([]);
    expect(
      await screen.findByText('too much: needs 5, 3 of 4 left in payments-dev'),
    ).toBeVisible();
    expect(
      screen.getByText('fits: needs 1, 3 of 4 left in payments-dev'),
    ).toBeVisible();
    expect(screen.getByText(/To start it needs 5/)).toBeVisible();
  });

  it('shows of a later stage what does not fit there', async () => {
    const amounts = { quota: 'team', hard: '4', used: '3', left: '1' };
    const there = { stage: 'production', namespace: 'payments-production' };
    await renderField(ResourcesField, {
      form: { target: TARGET, name: 'web' },
      uiOptions: { stages: ['production'] },
      api: {
        preflight: async () => ({
          passed: true,
          findings: [],
          room: [
            { ...amounts, resource: 'requests.cpu', asked: '1' },
            { ...amounts, ...there, resource: 'requests.cpu', asked: '2' },
            { ...amounts, ...there, resource: 'requests.memory', asked: '1' },
          ],
        }),
      },
    });
    expect(
      await screen.findByText(
        'too much: needs 2, 1 of 4 left in payments-production',
      ),
    ).toBeVisible();
    expect(screen.getByText('production: requests.cpu')).toBeVisible();
    expect(
      screen.getByText('fits: needs 1, 1 of 4 left in payments-dev'),
    ).toBeVisible();
    expect(
      screen.queryByText('production: requests.memory'),
    ).not.toBeInTheDocument();
  });
});

describe('EnvironmentVariablesField', () => {
  it('takes a plain value, or a key of a Secret by its name', async () => {
    const { user, said } = await renderField(EnvironmentVariablesField);
    await user.click(screen.getByRole('button', { name: 'Add a variable' }));
    await user.type(screen.getByLabelText('Name'), 'API_KEY');
    await user.type(screen.getByLabelText('Value'), ' a: b');
    expect(said()).toEqual([{ name: 'API_KEY', value: ' a: b' }]);
    await user.selectOptions(screen.getByLabelText('From'), 'secret');
    await user.type(screen.getByLabelText('Secret'), 'partner');
    await user.type(screen.getByLabelText('Key'), 'token');
    expect(said()).toEqual([
      { name: 'API_KEY', secret: { name: 'partner', key: 'token' } },
    ]);
    await user.click(screen.getByRole('button', { name: 'Remove API_KEY' }));
    expect(said()).toEqual([]);
  });

  it('is filled in by keyboard alone', async () => {
    const { user, said } = await renderField(EnvironmentVariablesField);
    const add = screen.getByRole('button', { name: 'Add a variable' });
    add.focus();
    await user.keyboard('{Enter}');
    await user.keyboard('A');
    add.focus();
    await user.keyboard('{Enter}');
    await user.keyboard('B');
    expect(said()).toEqual([
      { name: 'A', value: '' },
      { name: 'B', value: '' },
    ]);
    screen.getByRole('button', { name: 'Remove A' }).focus();
    await user.keyboard('{Enter}');
    expect(screen.getByDisplayValue('B')).toHaveFocus();
    screen.getByRole('button', { name: 'Remove B' }).focus();
    await user.keyboard('{Enter}');
    expect(add).toHaveFocus();
  });

  it.each([
    [[{ name: 'A-B', value: '' }], /A-B/],
    [[{ name: '', value: '' }], /must not be empty|must be/],
    [
      [
        { name: 'A', value: '1' },
        { name: 'A', value: '2' },
      ],
      /twice|more than once|already/,
    ],
    [[{ name: 'PORT', value: '1' }], /'PORT' is set by the template itself/],
  ])('says what is wrong with %j', async (value, pattern) => {
    await renderField(EnvironmentVariablesField, {
      value,
      uiOptions: { reserved: ['PORT'] },
    });
    expect(screen.getAllByText(pattern)[0]).toBeVisible();
  });
});

describe('ImageField', () => {
  it.each([
    ['registry.example.com/shop/cart:1.0', /shop\/cart from registry.*tag 1.0/],
    [`shop/cart@sha256:${'0'.repeat(64)}`, /digest sha256:000/],
    ['shop/cart', /latest is meant, which moves/],
    ['Shop/Cart', /Shop\/Cart/],
  ])('takes %s apart', async (value, pattern) => {
    await renderField(ImageField, { value });
    expect(screen.getByText(pattern)).toBeVisible();
  });
});

describe.each([
  ['image', ImageField, 'shop/cart'],
  ['host', HostField, 'shop.example.com'],
  ['schedule', ScheduleField, '@daily'],
])('the field of an optional %s', (_, Field, value) => {
  it('says nothing once it is emptied', async () => {
    const { user, said } = await renderField(Field, { value });
    await user.clear(screen.getByLabelText('The field'));
    expect(said()).toBeUndefined();
  });
});

describe('HostField', () => {
  it('shows the URL, with the port that the form names', async () => {
    const { user } = await renderField(HostField, {
      form: { listen: 8080 },
      uiOptions: { fields: { port: 'listen' }, scheme: 'http' },
    });
    await user.type(screen.getByLabelText('The field'), 'web.localhost');
    expect(
      screen.getByText('Will answer at http://web.localhost/, from port 8080'),
    ).toBeVisible();
    await user.type(screen.getByLabelText('The field'), '_');
    expect(screen.getByText(/web.localhost_/)).toBeVisible();
  });

  it.each([
    ['shop.example.com', 'Will answer at http://staging-shop.example.com/'],
    // With the stage before it, a label may be too long.
    [`${'a'.repeat(60)}.example.com`, /must be 1 to 63 lower case letters/],
  ])('of a later stage follows from the first: %s', async (host, pattern) => {
    await renderField(HostField, {
      form: { host },
      uiOptions: { scheme: 'http', stage: 'staging' },
    });
    expect(screen.getByText(pattern)).toBeVisible();
  });

  it('shows the URL that the gateway gives it', async () => {
    await renderField(HostField, {
      value: 'web.localhost',
      form: { target: TARGET },
      api: {
        preflight: async () => ({
          ...PASSED,
          urls: ['https://other.localhost/', 'http://web.localhost:7080/'],
        }),
      },
    });
    expect(
      await screen.findByText('Will answer at http://web.localhost:7080/'),
    ).toBeVisible();
  });
});

describe('ScheduleField', () => {
  it('shows the next five runs, or what is wrong', async () => {
    const { user } = await renderField(ScheduleField, {
      value: '*/15 6-22 * * 1-5',
      form: { timeZone: 'Europe/Berlin' },
    });
    const list = await screen.findByRole('list', { name: /Next runs/ });
    expect(within(list).getAllByRole('listitem')).toHaveLength(5);
    await user.clear(screen.getByLabelText('The field'));
    await user.type(screen.getByLabelText('The field'), '61 * * * *');
    expect(screen.getByText(/61/)).toBeVisible();
    expect(screen.queryByRole('list')).not.toBeInTheDocument();
  });

  it('keeps a schedule as it is run', async () => {
    const { user, said } = await renderField(ScheduleField);
    const field = screen.getByLabelText('The field');
    await user.type(field, ' 0  3 * * * ');
    expect(said()).toBe('0 3 * * * ');
    await user.tab();
    expect(said()).toBe('0 3 * * *');
  });

  it('says that a schedule never comes', async () => {
    await renderField(ScheduleField, { value: '0 0 30 2 *' });
    expect(await screen.findByText('It would never run')).toBeVisible();
  });
});

describe('RepositoryField', () => {
  it('offers the forges of the kind that is chosen, and takes the name from the form', async () => {
    const { user, said } = await renderField(RepositoryField, {
      form: { forge: 'gitea', name: 'cart' },
      required: true,
    });
    await waitFor(() =>
      expect(said()).toBe('git.example.com?owner=&repo=cart'),
    );
    await user.selectOptions(
      screen.getByLabelText('Host of the forge'),
      'git.example.org',
    );
    await user.type(screen.getByLabelText(/Owner/), 'shop');
    expect(said()).toBe('git.example.org?owner=shop&repo=cart');
    expect(screen.queryByText('github.com')).not.toBeInTheDocument();
  });

  it('can be left out where the template lets it be', async () => {
    const { user, said } = await renderField(RepositoryField, {
      form: { forge: 'gitea', name: 'cart' },
    });
    const owner = screen.getByLabelText(/Owner/);
    expect(said()).toBeUndefined();
    await user.type(owner, 'shop');
    expect(said()).toBe('git.example.com?owner=shop&repo=cart');
    await user.clear(owner);
    await user.clear(screen.getByDisplayValue('cart'));
    expect(said()).toBeUndefined();
    expect(screen.queryByDisplayValue('cart')).not.toBeInTheDocument();
  });

  it('says that there is no such forge', async () => {
    await renderField(RepositoryField, { form: { forge: 'bitbucket' } });
    expect(screen.getByText(/no such forge/)).toBeVisible();
  });
});

describe('PreflightField', () => {
  const form = { target: TARGET, name: 'web' };

  it('shows every finding with its field, the gravest first', async () => {
    const some = (
      severity: GoldenPathFinding['severity'],
      field: string,
    ): GoldenPathFinding => ({
      id: severity,
      severity,
      field,
      message: `of ${field}`,
      evidence: [],
    });
    await renderField(PreflightField, {
      form,
      api: {
        preflight: async () => ({
          passed: false,
          findings: [some('block', 'host'), some('confirm', 'image')],
          room: [],
        }),
      },
    });
    expect(await screen.findByText('Would be refused: host')).toBeVisible();
    expect(screen.getByText('May not work as meant: image')).toBeVisible();
    expect(
      screen.queryByText('The cluster would take it'),
    ).not.toBeInTheDocument();
  });

  it('asks about what the form holds, and says that it would be taken', async () => {
    const { asked, said } = await renderField(PreflightField, {
      form: { ...form, image: 'shop/web:1', repoUrl: 'g?owner=a&repo=b' },
    });
    expect(await screen.findByText('The cluster would take it')).toBeVisible();
    expect(asked[0]).toEqual({
      ...TARGET,
      parameters: {
        name: 'web',
        image: 'shop/web:1',
        repoUrl: 'g?owner=a&repo=b',
        kind: 'worker',
      },
    });
    expect(said()).toBe(true);
  });

  it('waits for a namespace, and tells of a cluster that is down', async () => {
    await renderField(PreflightField, { form: { name: 'web' } });
    expect(screen.getByText('Choose a namespace first')).toBeVisible();
  });

  it('tells of a cluster that is down', async () => {
    await renderField(PreflightField, {
      form,
      api: {
        preflight: async () => {
          throw new Error('connect ECONNREFUSED');
        },
      },
    });
    expect(
      await screen.findByText('The cluster could not be asked'),
    ).toBeVisible();
  });
});

const task = (
  id: string,
  status: ScaffolderTask['status'],
  more: { name?: string; action?: string } = {},
): ScaffolderTask => ({
  id,
  status,
  createdAt: '2026-03-02T10:00:00Z',
  spec: {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    parameters: { name: more.name },
    steps: [{ id: 'x', name: 'X', action: more.action ?? 'debug:log' }],
    output: {},
    templateInfo: {
      entityRef: 'template:default/web-service',
      entity: { metadata: { name: 'web-service', title: 'Web service' } },
    },
  },
});

describe('RunField', () => {
  const options = async () =>
    within(await screen.findByLabelText('The field'))
      .getAllByRole('option')
      .map(({ textContent }) => textContent);

  it('offers what has ended, and undid nothing', async () => {
    const { user, said } = await renderField(RunField, {
      tasks: [
        task('a', 'failed', { name: 'cart' }),
        task('b', 'processing', { name: 'basket' }),
        task('c', 'completed', { action: 'fairway:run:undo' }),
        task('d', 'completed'),
      ],
    });
    expect(await options()).toEqual([
      'Choose a run',
      expect.stringMatching(/^Web service cart, failed \(.*Mar 2.*\)$/),
      expect.stringMatching(/^Web service, completed \(.*\)$/),
    ]);
    await user.selectOptions(screen.getByLabelText('The field'), 'a');
    expect(said()).toBe('a');
  });

  it('keeps one that is older than what is offered', async () => {
    await renderField(RunField, { value: 'old', tasks: [task('a', 'failed')] });
    expect(await options()).toContain('Run old');
    expect(screen.getByLabelText('The field')).toHaveValue('old');
  });

  it('says that there is none', async () => {
    await renderField(RunField, { tasks: [task('b', 'open')] });
    expect(
      await screen.findByText('None of your runs has ended'),
    ).toBeVisible();
  });
});
