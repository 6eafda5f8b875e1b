import { paymentsRoom } from './namespaces.ts';
import { demoImage } from './pod.ts';
import { disruptionBudget, service } from './surroundings.ts';
import {
  cronJob,
  deployment,
  manualRun,
  statefulSet,
  type History,
} from './workloads.ts';
import type { TeamPart } from './types.ts';

const partOf = 'payments' as const;
const image = (name: string, version: string) =>
  `fairway-shop/${name}:${version}`;

const api = { name: 'payments-api', partOf };
const ledger = { name: 'ledger', partOf };
const fraudCheck = { name: 'fraud-check', partOf };
const invoices = { name: 'invoice-renderer', partOf };
const payouts = { name: 'payouts', partOf };

/** The same three releases everywhere; each stage is behind the one before. */
const apiHistory: History = [
  {
    cause: 'Release 1.0: card payments',
    image: demoImage('1.0'),
    env: { NAME: 'payments-api', VERSION: '1.0', LOG_RATE: '1' },
    cpu: '10m',
    memory: '32Mi',
  },
  {
    cause: 'Release 1.1: refunds',
    image: demoImage('1.1'),
    env: { VERSION: '1.1', REFUNDS: 'enabled' },
    memory: '48Mi',
  },
  {
    cause: 'Release 1.2: retries when the bank is slow',
    image: demoImage('1.2'),
    env: { VERSION: '1.2', BANK_TIMEOUT_MS: '2500' },
    cpu: '20m',
    memory: '64Mi',
  },
];

const ledgerHistory: History = [
  {
    cause: 'Release 3.0: double entry',
    image: image('ledger', '3.0.2'),
    env: { SNAPSHOT_EVERY: '1000' },
    cpu: '50m',
    memory: '128Mi',
    sidecars: { 'backup-agent': image('backup-agent', '0.9.1') },
  },
  {
    cause: 'Release 3.1: smaller snapshots',
    image: image('ledger', '3.1.0'),
    env: { SNAPSHOT_EVERY: '250' },
  },
  {
    cause: 'Release 3.1.1: more memory for the year-end run',
    image: image('ledger', '3.1.1'),
    memory: '256Mi',
  },
];

const fraudHistory: History = [
  {
    cause: 'Release 0.7: rules by country',
    image: image('fraud-check', '0.7.0'),
    env: { MODEL: 'rules' },
    cpu: '100m',
    memory: '128Mi',
  },
  {
    cause: 'Release 0.8: learned model',
    image: image('fraud-check', '0.8.0'),
    env: { MODEL: 'gradient-boost' },
    memory: '192Mi',
  },
];

const invoiceShape = {
  cause: 'Release 2.0: invoices as PDF/A',
  image: image('invoice-renderer', '2.0.0'),
  env: { PAGE_CACHE: '64' },
  cpu: '100m',
  memory: '128Mi',
};

const payoutShape = {
  image: image('payouts', '1.4.0'),
  env: { CURRENCY: 'EUR' },
  cpu: '50m',
  memory: '64Mi',
};

const nightly = cronJob(
  { ...payouts, namespace: 'payments-production', schedule: '30 2 * * *' },
  payoutShape,
);

export const payments: TeamPart = {
  surroundings: [
    ...paymentsRoom,
    ...['payments-dev', 'payments-staging', 'payments-production'].flatMap(
      namespace => [
        service({ ...api, namespace }),
        service({ ...ledger, namespace }, { headless: true }),
        service({ ...fraudCheck, namespace }),
      ],
    ),
    service({ ...invoices, namespace: 'payments-staging' }),
    service({ ...invoices, namespace: 'payments-production' }),
    disruptionBudget(
      { ...api, namespace: 'payments-production' },
      { minAvailable: 2 },
    ),
    // One replica may go at a time: a ledger without a majority refuses to write.
    disruptionBudget(
      { ...ledger, namespace: 'payments-production' },
      { maxUnavailable: 1 },
    ),
    nightly,
    cronJob(
      {
        ...payouts,
        namespace: 'payments-staging',
        schedule: '*/30 * * * *',
        suspend: true,
      },
      payoutShape,
    ),
  ],

  workloads: [
    deployment(
      { ...api, namespace: 'payments-dev', replicas: 2, place: 'real' },
      apiHistory,
    ),
    deployment(
      { ...api, namespace: 'payments-staging', replicas: 2 },
      apiHistory,
    ),
    deployment({ ...api, namespace: 'payments-production', replicas: 3 }, [
      apiHistory[0],
      apiHistory[1],
      {
        cause: 'More memory for the sales',
        memory: '96Mi',
      },
    ]),

    statefulSet(
      { ...ledger, namespace: 'payments-dev', replicas: 1 },
      ledgerHistory,
    ),
    // Stuck: the controller waits for the pod of a version that does not exist, and
    // would go on waiting after the template is rolled back.
    statefulSet(
      {
        ...ledger,
        namespace: 'payments-staging',
        replicas: 2,
        stuckRollout: true,
      },
      [
        ...ledgerHistory,
        {
          cause: 'Release 3.2: tag mistyped',
          image: image('ledger', '3.2.O'),
          trouble: 'image-pull-failure',
        },
      ],
    ),
    statefulSet(
      { ...ledger, namespace: 'payments-production', replicas: 3 },
      ledgerHistory,
    ),

    deployment(
      { ...fraudCheck, namespace: 'payments-dev', replicas: 1 },
      fraudHistory,
    ),
    deployment(
      {
        ...fraudCheck,
        namespace: 'payments-staging',
        replicas: 3,
        stuckRollout: true,
      },
      [
        ...fraudHistory,
        {
          cause: 'Release 0.9: model from the feature store',
          image: image('fraud-check', '0.9.0'),
          env: { MODEL: 'feature-store' },
          trouble: 'crash-loop',
        },
      ],
    ),
    deployment(
      { ...fraudCheck, namespace: 'payments-production', replicas: 2 },
      fraudHistory,
    ),

    deployment({ ...invoices, namespace: 'payments-staging', replicas: 1 }, [
      invoiceShape,
      {
        cause: 'Release 2.1: larger page cache, same memory',
        image: image('invoice-renderer', '2.1.0'),
        env: { PAGE_CACHE: '1024' },
        trouble: 'oom-kill',
      },
    ]),
    deployment({ ...invoices, namespace: 'payments-production', replicas: 2 }, [
      invoiceShape,
    ]),
  ],

  runs: [manualRun(nightly, 'payouts-by-hand')],
};
