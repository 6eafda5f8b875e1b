import {
  buildWorkspaceImage,
  whyNoWorkspaceImage,
} from '../build/workspace/image.ts';
import type { WorkspaceImage } from '../build/workspace/image.ts';
import { CannotRun, hasRealNode } from '../services/context.ts';
import type { ServiceContext } from '../services/context.ts';
import { importLayout } from '../world/images.ts';
import type { WorkspacesState } from '../world/types.ts';

/** Makes the image of workspaces, where it is of use and can be had. */
export async function prepareWorkspaces(
  context: ServiceContext,
): Promise<WorkspaceImage> {
  if (!hasRealNode(context.state)) {
    throw new CannotRun('without a real node nothing runs in a workspace');
  }
  const why = await whyNoWorkspaceImage(context.root);
  if (why) {
    throw new CannotRun(why);
  }
  return buildWorkspaceImage(context);
}

/** Puts the image of workspaces onto the real node. */
export async function upWorkspaces(
  context: ServiceContext,
): Promise<WorkspacesState> {
  const { name, layout, contents } = await prepareWorkspaces(context);
  await importLayout(context, layout);
  return { image: name, contents };
}
