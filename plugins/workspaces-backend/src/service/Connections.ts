import {
  stringifyWorkspaceRef,
  type WorkspaceRef,
} from '@fairway-idp/backstage-plugin-fairway-common';

/** What goes through the portal to a workspace. */
export type ConnectionKind = 'terminal' | 'ssh';

/** One connection that is open. */
export interface Connection {
  /** To be called for every piece that the person sends. */
  heard(): void;
  closed(): void;
}

/** Milliseconds between two notes of the same workspace. */
const NOTE_EVERY = 60_000;

const WORDS: Record<ConnectionKind, string> = {
  terminal: 'somebody typed in a terminal',
  ssh: 'an SSH connection was used',
};

interface State {
  open: number;
  notedAt: number;
}

/**
 * Terminals and SSH connections of this process. What is heard on them is noted
 * on the workspace itself, at most once a minute, so that every replica of the
 * portal knows of it.
 */
export class Connections {
  private readonly states = new Map<string, State>();
  private readonly listeners = new Set<() => void>();

  private constructor(
    private readonly options: {
      note: (ref: WorkspaceRef, what: string) => void;
      now: () => Date;
    },
  ) {}

  static create(options: {
    /** Must not throw; nobody waits for it. */
    note: (ref: WorkspaceRef, what: string) => void;
    now: () => Date;
  }): Connections {
    return new Connections(options);
  }

  open(ref: WorkspaceRef, kind: ConnectionKind): Connection {
    const key = stringifyWorkspaceRef(ref);
    const state = this.states.get(key) ?? { open: 0, notedAt: 0 };
    this.states.set(key, state);
    state.open++;
    this.tell();
    let isOpen = true;
    const heard = () => {
      const now = this.options.now().getTime();
      if (isOpen && now - state.notedAt >= NOTE_EVERY) {
        state.notedAt = now;
        this.options.note(ref, WORDS[kind]);
      }
    };
    heard();
    return {
      heard,
      closed: () => {
        if (!isOpen) {
          return;
        }
        isOpen = false;
        state.open--;
        if (state.open === 0) {
          this.states.delete(key);
        }
        this.tell();
      },
    };
  }

  /** How many are open. */
  count(ref: WorkspaceRef): number {
    return this.states.get(stringifyWorkspaceRef(ref))?.open ?? 0;
  }

  /** @returns its stop */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private tell(): void {
    this.listeners.forEach(listener => listener());
  }
}
