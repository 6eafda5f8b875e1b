import { ctr, ctrFrom } from './realNode/start.ts';
import type { ProcessIdentity, World } from './types.ts';

function realNodeOf({ state }: Pick<World, 'state'>): ProcessIdentity {
  const holder = state.parts.find(part => part.name === 'node');
  if (!holder || state.nodes.real.length === 0) {
    throw new Error(
      `World '${state.name}' has no real node: ${
        state.nodes.realNodeOff ?? 'unknown why'
      }`,
    );
  }
  return holder;
}

/** Puts the images of an OCI archive onto the real node of a world; says so if there is none. */
export async function importImage(
  world: Pick<World, 'state'>,
  archive: string,
): Promise<void> {
  await ctr(realNodeOf(world), 'images', 'import', archive);
}

/** The same from a folder with an OCI layout, of which no archive is made. */
export async function importLayout(
  world: Pick<World, 'state'>,
  folder: string,
): Promise<void> {
  await ctrFrom(
    realNodeOf(world),
    ['tar', '-c', '-C', folder, '.'],
    ...['images', 'import', '-'],
  );
}
