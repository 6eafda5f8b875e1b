import { ctr } from './realNode/start.ts';
import type { World } from './types.ts';

/** Puts the images of an OCI archive onto the real node of a world; says so if there is none. */
export async function importImage(
  world: Pick<World, 'state'>,
  archive: string,
): Promise<void> {
  const holder = world.state.parts.find(part => part.name === 'node');
  if (!holder || world.state.nodes.real.length === 0) {
    throw new Error(
      `World '${world.state.name}' has no real node: ${
        world.state.nodes.realNodeOff ?? 'unknown why'
      }`,
    );
  }
  await ctr(holder, 'images', 'import', archive);
}
