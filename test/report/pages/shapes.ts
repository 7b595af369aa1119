/** As much of visual.json and page.json as the tests read. */
export interface VisualFile {
  readonly name: string;
  readonly position: {
    readonly x: number;
    readonly y: number;
    readonly z: number;
    readonly width: number;
    readonly height: number;
    readonly tabOrder: number;
  };
  readonly visual: {
    readonly visualType: string;
    readonly query?: {
      readonly queryState: Readonly<Record<string, { readonly projections: readonly ProjectionFile[] }>>;
      readonly sortDefinition?: { readonly sort: readonly { readonly field: object }[] };
    };
    readonly visualContainerObjects: Readonly<
      Record<string, readonly { readonly properties: Record<string, unknown> }[]>
    >;
  };
}

export interface ProjectionFile {
  readonly field: object;
  readonly queryRef: string;
  readonly displayName?: string;
}

export interface PageFile {
  readonly name: string;
  readonly displayName: string;
  readonly width: number;
  readonly height: number;
  readonly type?: string;
  readonly pageBinding?: { readonly parameters?: readonly { readonly boundFilter: string }[] };
  readonly filterConfig?: { readonly filters: readonly { readonly name: string; readonly field: object }[] };
}

/** The text of a literal in a formatting object, without its quotes. */
export function readLiteral(value: unknown): string | undefined {
  const { expr } = value as { expr?: { Literal?: { Value: string } } };
  return expr?.Literal?.Value.replace(/^'|'$/g, "").replaceAll("''", "'");
}
