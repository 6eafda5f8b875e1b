import { z } from 'zod/v3';
import { workspaceRefSchema } from '../../refs/workspaceRef';
import { availabilitySchema } from '../../workloads/view';

/** How one gets into a workspace. Holds no secret. @public */
export const connectInfoSchema = workspaceRefSchema.extend({
  terminal: availabilitySchema,
  ssh: z.object({
    available: availabilitySchema,
    alias: z.string().describe('Host alias for ssh and editors'),
    command: z.string().describe('e.g. ssh ws-orders-abcdefgh'),
    config: z.string().describe('To be appended to ~/.ssh/config'),
    setUp: z
      .array(z.object({ title: z.string(), command: z.string() }))
      .describe('What is done once on a machine, in its order'),
    certificateMinutes: z.number().describe('Life of a certificate'),
  }),
  links: z
    .array(
      z.object({
        id: z.string().describe('e.g. vscode'),
        title: z.string(),
        url: z.string().describe('Has a listed scheme and holds no token'),
      }),
    )
    .describe('Open an editor on the SSH alias'),
  kubeconfig: availabilitySchema.and(
    z.object({ minutes: z.number().describe('Life of its credentials') }),
  ),
});

/** A value of {@link connectInfoSchema}. @public */
export type ConnectInfo = z.infer<typeof connectInfoSchema>;

/** @public */
export const issueCertificateInputSchema = workspaceRefSchema.extend({
  publicKey: z
    .string()
    .max(4096)
    .describe('In one line, as ~/.ssh/id_ed25519.pub has it'),
});

/** A value of {@link issueCertificateInputSchema}. @public */
export type IssueCertificateInput = z.infer<typeof issueCertificateInputSchema>;

/** A certificate for one workspace. @public */
export const sshCertificateSchema = z.object({
  certificate: z
    .string()
    .describe('In one line, as ~/.ssh/id_ed25519-cert.pub has it'),
  principal: z.string(),
  keyId: z.string().describe("Stands in the SSH server's log"),
  validTo: z.string().describe('RFC 3339'),
});

/** A value of {@link sshCertificateSchema}. @public */
export type SshCertificate = z.infer<typeof sshCertificateSchema>;

/** A kubeconfig with credentials that end soon. @public */
export const sandboxKubeconfigSchema = z.object({
  fileName: z.string(),
  kubeconfig: z.string().describe('YAML; holds a token: never log or link it'),
  expiresAt: z.string().describe('RFC 3339'),
});

/** A value of {@link sandboxKubeconfigSchema}. @public */
export type SandboxKubeconfig = z.infer<typeof sandboxKubeconfigSchema>;

/** The command-line program that carries SSH through the portal. @public */
export const commandLineSchema = z.object({
  fileName: z.string(),
  content: z.string().describe('A script for Node 22 or newer'),
});

/** A value of {@link commandLineSchema}. @public */
export type CommandLine = z.infer<typeof commandLineSchema>;
