/** Where prep writes its tables, as the queries of the report have to name it. */
export type DataLocation =
  | { readonly kind: "folder"; readonly path: string }
  | {
      /** A container, over the Blob API or that of Data Lake Storage. */
      readonly kind: "blob" | "dataLake";
      /** `https://ACCOUNT.blob.core.windows.net`, `https://ACCOUNT.dfs.core.windows.net`, or of another cloud. */
      readonly account: string;
      readonly container: string;
      /** Folder in the container, without slashes at its ends; empty for the container itself. */
      readonly prefix: string;
    };

export type Language = "en-US" | "ko-KR";

/** What a report is made for. */
export interface ReportSettings {
  readonly location: DataLocation;
  /** Which files the queries read. */
  readonly format: "parquet" | "csv";
  /** IANA name of the time zone that the report shows times in. */
  readonly timeZone: string;
  /** Of titles and sentences; names of fields follow the language of whoever reads. */
  readonly language: Language;
  /** Rules as Azure exports them (`az network nsg rule list`), so that those never hit can be told. */
  readonly rules: readonly ExportedRule[] | undefined;
}

/** One rule of a network security group. */
export interface ExportedRule {
  readonly resourceId: string;
  /** As logs name it: `UserRule_…`, `DefaultRule_…`. */
  readonly rule: string;
  readonly priority: number | undefined;
  readonly access: "Allow" | "Deny";
  readonly direction: "Inbound" | "Outbound";
  readonly ports: string;
}

/** A file of the project, by its path from the output folder, with `/`. */
export interface ReportFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}
