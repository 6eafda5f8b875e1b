import { InputError } from '@backstage/errors';
import {
  PACKAGINGS,
  type ObjectRenderer,
  type RenderRequest,
} from '@fairway-idp/backstage-plugin-golden-paths-node';
import type { z as zod } from 'zod/v3';

type Zod = typeof zod;

/** How to render a folder of the workspace. */
export const renderInput = (z: Zod) => ({
  path: z
    .string()
    .optional()
    .describe(
      'Folder of the manifests, the kustomization or the chart, within the workspace; default its root',
    ),
  packaging: z
    .enum(PACKAGINGS)
    .optional()
    .describe('How they are packaged; default: found out by the files'),
  releaseName: z.string().optional().describe('Name of the release of a chart'),
  valuesFiles: z
    .array(z.string())
    .optional()
    .describe(
      'Files with values of a chart, within the workspace; later ones count more',
    ),
  values: z
    .record(z.unknown())
    .optional()
    .describe('Values of a chart; they count more than those of files'),
});

/** Where, and which objects: given, or rendered from a folder. */
export const objectsInput = (z: Zod) => ({
  cluster: z.string().min(1).describe('Name of the cluster'),
  namespace: z.string().min(1).describe('Name of the namespace'),
  objects: z
    .array(z.record(z.unknown()))
    .optional()
    .describe(
      'Objects of Kubernetes, e.g. the output of fairway:render; instead of path',
    ),
  ...renderInput(z),
});

/** Values of {@link objectsInput}. */
export interface ObjectsInput
  extends Omit<RenderRequest, 'workspace' | 'signal'> {
  cluster: string;
  namespace: string;
  objects?: Array<Record<string, unknown>>;
}

/**
 * The objects that an action is about.
 *
 * @throws InputError if neither or both are given
 */
export async function objectsOf(
  renderer: ObjectRenderer,
  {
    input,
    workspacePath,
    signal,
  }: { input: ObjectsInput; workspacePath: string; signal?: AbortSignal },
): Promise<Array<Record<string, unknown>>> {
  const { objects, path } = input;
  if (objects && path !== undefined) {
    throw new InputError('objects and path are both given: give one of them');
  }
  if (objects) {
    if (objects.length === 0) {
      throw new InputError('objects must not be empty');
    }
    return objects;
  }
  if (path === undefined) {
    throw new InputError('objects: give them, or the path of their folder');
  }
  return renderer.render({ ...input, workspace: workspacePath, signal });
}
