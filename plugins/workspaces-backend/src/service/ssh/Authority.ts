import type { AuthorityStore, KeyPair } from '../../database/AuthorityStore';
import type { CertificateRequest, SshKeygen } from './SshKeygen';

const COMMENT = 'fairway-workspaces';

/** Signs certificates that workspaces trust. The key is never logged or shown. */
export class Authority {
  private pair: Promise<KeyPair> | undefined;

  private constructor(
    private readonly options: {
      keygen: SshKeygen;
      store: AuthorityStore;
      privateKey?: string;
      now: () => Date;
    },
  ) {}

  static create(options: {
    keygen: SshKeygen;
    store: AuthorityStore;
    /** Configured; otherwise one is made and kept in the plugin's database. */
    privateKey?: string;
    now: () => Date;
  }): Authority {
    return new Authority(options);
  }

  /** In one line. */
  async publicKey(): Promise<string> {
    return (await this.keys()).publicKey;
  }

  /** @returns the certificate in one line */
  async sign(request: CertificateRequest): Promise<string> {
    const { privateKey } = await this.keys();
    return this.options.keygen.sign(privateKey, request);
  }

  private keys(): Promise<KeyPair> {
    if (!this.pair) {
      this.pair = this.load();
      // Tried again by whoever asks next.
      this.pair.catch(() => {
        this.pair = undefined;
      });
    }
    return this.pair;
  }

  private async load(): Promise<KeyPair> {
    const { keygen, store, privateKey, now } = this.options;
    if (privateKey) {
      return { privateKey, publicKey: await keygen.publicKeyOf(privateKey) };
    }
    const known = await store.get();
    return known ?? store.keep(await keygen.generate(COMMENT), now());
  }
}
