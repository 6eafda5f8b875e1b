/** A warning that was sent, and that a channel confirmed. @public */
export interface DeliveredWarning {
  id: string;
  /** Of what was warned of: what is made anew under the same name starts anew. */
  uid: string;
  /** The expiry that was warned of: a renewal changes it. */
  expiresAt: string;
  /** RFC 3339. */
  deliveredAt: string;
}

/** How long in advance people are told. @public */
export interface Notice {
  /** Milliseconds before the expiry at which the owner is warned. */
  warnBefore: number;
  /** Milliseconds between a delivered warning and a deletion, at least. */
  minimumNotice: number;
  /** Milliseconds after its deadline at which a warning counts no more. */
  warningLapses: number;
}
