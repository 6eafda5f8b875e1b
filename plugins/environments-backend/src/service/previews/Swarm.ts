/** Milliseconds; changes of a preview come in swarms. */
const A_MOMENT = 200;

/** Gathers names for a moment, so that a swarm of changes is one. */
export class Swarm {
  private names = new Set<string>();

  constructor(private readonly tell: (names: ReadonlySet<string>) => void) {}

  add(name: string): void {
    if (this.names.size === 0) {
      setTimeout(() => {
        const { names } = this;
        this.names = new Set();
        this.tell(names);
      }, A_MOMENT).unref();
    }
    this.names.add(name);
  }
}
