import path from 'node:path';
import { PROVISIONER_VERSION, buildProvisioner } from '../build/storage.ts';
import { hasShellImage } from '../build/images.ts';
import { ClusterProgram } from '../services/ClusterProgram.ts';
import { CannotRun, hasRealNode } from '../services/context.ts';
import type { ServiceContext } from '../services/context.ts';
import { worldFolder } from '../world/paths.ts';
import type { StorageState } from '../world/types.ts';
import {
  STORAGE_CLASS,
  TOKEN,
  VOLUMES_FOLDER,
  helperPod,
  objects,
  provisionerArguments,
  provisionerConfig,
} from './objects.ts';

/** Builds the provisioner, where it is of use. */
export async function prepareStorage(context: ServiceContext): Promise<string> {
  if (!hasRealNode(context.state)) {
    throw new CannotRun('without a real node there is nothing to keep');
  }
  if (!hasShellImage()) {
    throw new CannotRun(
      'its helper pods need the package busybox-static, installed before the first start',
    );
  }
  return buildProvisioner(context);
}

/** A provisioner of volumes, and the class that they are claimed from. */
export async function upStorage(
  context: ServiceContext,
): Promise<StorageState> {
  const { root, state } = context;
  const program = ClusterProgram.create(context, {
    name: 'storage',
    program: await prepareStorage(context),
  });
  const kubeconfig = await program.introduce(objects, TOKEN);
  program.start(
    provisionerArguments({
      config: program.write('config.json', JSON.stringify(provisionerConfig)),
      helperPod: program.write('helper-pod.json', JSON.stringify(helperPod)),
    }),
    { KUBECONFIG: kubeconfig },
  );
  return {
    version: PROVISIONER_VERSION,
    storageClass: STORAGE_CLASS,
    folder: path.join(
      worldFolder(root, state.name),
      'node',
      'var-lib',
      path.basename(VOLUMES_FOLDER),
    ),
  };
}
