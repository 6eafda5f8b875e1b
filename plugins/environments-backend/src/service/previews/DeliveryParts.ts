import type {
  DatabaseProvider,
  Delivery,
  EnvironmentsDeliveryExtensionPoint,
  Renderer,
} from '@fairway-idp/backstage-plugin-fairway-node';

/** By what previews are rendered, delivered and given a database. */
export class DeliveryParts implements EnvironmentsDeliveryExtensionPoint {
  private readonly added: Renderer[] = [];
  private ownDelivery?: Delivery;
  private ownDatabases?: DatabaseProvider;

  private constructor() {}

  static create(): DeliveryParts {
    return new DeliveryParts();
  }

  addRenderer(renderer: Renderer): void {
    this.added.push(renderer);
  }

  setDelivery(delivery: Delivery): void {
    if (this.ownDelivery) {
      throw new Error(
        `Previews are delivered by ${this.ownDelivery.name} and ${delivery.name}: only one can be`,
      );
    }
    this.ownDelivery = delivery;
  }

  setDatabaseProvider(provider: DatabaseProvider): void {
    if (this.ownDatabases) {
      throw new Error(
        `Databases come from ${this.ownDatabases.name} and ${provider.name}: only one can give them`,
      );
    }
    this.ownDatabases = provider;
  }

  /** What modules set, and the built-in ones where they set nothing. */
  with(builtIn: {
    renderers: Renderer[];
    delivery: Delivery;
    databases?: DatabaseProvider;
  }): PreviewTools {
    return {
      renderers: [...this.added, ...builtIn.renderers],
      delivery: this.ownDelivery ?? builtIn.delivery,
      databases: this.ownDatabases ?? builtIn.databases,
    };
  }
}

/** @see DeliveryParts */
export interface PreviewTools {
  /** The first that takes a folder renders it. */
  renderers: readonly Renderer[];
  delivery: Delivery;
  databases?: DatabaseProvider;
}
