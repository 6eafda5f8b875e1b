import { z } from 'zod/v3';

/** What happened to an environment or object that cannot be undone. @public */
export const ledgerFactSchema = z.object({
  at: z.string().describe('RFC 3339'),
  outcome: z
    .enum(['intended', 'deleted', 'refused', 'gone', 'failed'])
    .describe('`intended` right before a deletion; then one of the others'),
  cluster: z.string(),
  namespace: z.string(),
  uid: z.string().describe('Of the namespace, or of the object in it'),
  kind: z
    .string()
    .optional()
    .describe('Of an object in the namespace; absent: the namespace itself'),
  name: z.string().optional().describe('Of an object in the namespace'),
  actor: z
    .string()
    .describe('Entity reference of a person, or e.g. fairway:lifetime'),
  rule: z.string().describe('Which rule or wish led to it'),
  evidence: z.array(z.string()),
  warning: z
    .object({
      id: z.string(),
      uid: z.string().describe('Of what was warned of'),
      deliveredAt: z.string().describe('RFC 3339'),
      expiresAt: z.string().describe('The expiry that was warned of'),
    })
    .optional()
    .describe('Delivered before; absent if a person deleted it'),
  before: z
    .record(z.unknown())
    .describe('Labels and annotations, as they were'),
  beforeHash: z.string().describe('SHA-256 of `before`, keys sorted'),
  message: z.string().optional().describe("The API server's words"),
});

/** A value of {@link ledgerFactSchema}. @public */
export type LedgerFact = z.infer<typeof ledgerFactSchema>;

/** A fact in its place in the chain. @public */
export const ledgerEntrySchema = z.object({
  sequence: z.number().int().describe('1, 2, 3, … without a gap'),
  previousHash: z.string().describe('Of the entry before; 64 zeros at first'),
  fact: ledgerFactSchema,
  hash: z
    .string()
    .describe('SHA-256 of sequence, previousHash and fact, keys sorted'),
});

/** A value of {@link ledgerEntrySchema}. @public */
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;
