/** A visual in words: what stands above it, and what a screen reader says. */
export interface VisualTexts {
  readonly title: string;
  readonly altText: string;
}

/** A page in words: its tab, its heading, and what it is for. */
export interface PageTexts {
  readonly tab: string;
  readonly title: string;
  readonly subtitle: string;
}

/** Every word of the pages; names of fields are the model's. */
export interface ReportTexts {
  readonly dataUntilAltText: string;
  readonly slicers: Readonly<Record<"date" | "hour" | "rule" | "action" | "direction" | "port" | "group", VisualTexts>>;
  readonly captions: Readonly<Record<"source" | "destination" | "never" | "flows" | "denied" | "bytes", string>>;
  readonly summary: PageTexts &
    Readonly<
      Record<
        "bytes" | "denied" | "hosts" | "topTalker" | "topTalkerShare" | "chord" | "changed" | "overTime",
        VisualTexts
      >
    >;
  readonly whoTalks: PageTexts & Readonly<Record<"shown" | "chord", VisualTexts>>;
  readonly denied: PageTexts &
    Readonly<Record<"flows" | "last" | "hosts" | "overTime" | "byRule" | "bySource" | "byPort", VisualTexts>>;
  readonly rules: PageTexts &
    Readonly<Record<"all" | "byRule" | "neverHitCount" | "neverHit", VisualTexts>> & {
      readonly withExport: string;
      readonly withoutExport: string;
    };
  readonly host: PageTexts &
    Readonly<
      Record<"name" | "bytes" | "flows" | "denied" | "peers" | "chord" | "overTime" | "byPeer" | "byPort", VisualTexts>
    > & { readonly back: string };
  readonly pair: Omit<PageTexts, "title" | "subtitle"> & Readonly<Record<"ends" | "ports", VisualTexts>>;
}
