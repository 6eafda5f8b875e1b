export interface Config {
  /** How golden paths are rendered, checked and applied. */
  goldenPaths?: {
    /** Program that renders folders with a kustomization; default `kustomize`. */
    kustomize?: string;
    /** Program that renders charts; default `helm`. */
    helm?: string;
    /** Where the pods of what is made run: added to what the objects say, and right where they differ. */
    podTemplate?: {
      nodeSelector?: { [key: string]: string };
      tolerations?: Array<{
        key?: string;
        operator?: string;
        value?: string;
        effect?: string;
        tolerationSeconds?: number;
      }>;
    };
  };
}
