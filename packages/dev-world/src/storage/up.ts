import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { PROVISIONER_VERSION, buildProvisioner } from '../build/storage.ts';
import { hasShellImage } from '../build/images.ts';
import { accountKubeconfig } from '../services/accountKubeconfig.ts';
import { CannotRun, hasRealNode } from '../services/context.ts';
import type { ServiceContext } from '../services/context.ts';
import { Cluster } from '../shop/cluster/client.ts';
import { Confinement } from '../world/confinement.ts';
import { startPart } from '../world/parts.ts';
import { worldFolder } from '../world/paths.ts';
import { systemPath } from '../world/processes.ts';
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
  const program = await prepareStorage(context);
  const folder = path.join(worldFolder(root, state.name), 'storage');
  const confinement = Confinement.create({
    accounts: ['nobody'],
    folders: { storage: folder, program: path.dirname(program) },
    own: 'storage',
  });
  const at = (name: string) => path.join(confinement.at('storage'), name);
  const write = (name: string, content: string) => {
    const file = path.join(folder, name);
    writeFileSync(file, content, { mode: 0o600 });
    confinement.give(file);
    return at(name);
  };
  const cluster = await Cluster.fromKubeconfig(state.kubeconfig);
  let kubeconfig: string;
  try {
    for (const object of objects) {
      await cluster.apply(object);
    }
    kubeconfig = write(
      'kubeconfig',
      await accountKubeconfig(cluster, state, TOKEN),
    );
  } finally {
    cluster.close();
  }
  startPart(root, state, {
    name: 'storage',
    command: confinement.wrap([
      path.join(confinement.at('program'), path.basename(program)),
      ...provisionerArguments({
        config: write('config.json', JSON.stringify(provisionerConfig)),
        helperPod: write('helper-pod.json', JSON.stringify(helperPod)),
      }),
    ]),
    env: { PATH: systemPath(), HOME: at(''), KUBECONFIG: kubeconfig },
  });
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
