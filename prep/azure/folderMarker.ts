/** Whether a listed blob is a folder of an account with a hierarchy: those list their folders as empty blobs. */
export function isFolderMarker({ metadata }: { readonly metadata?: Readonly<Record<string, string>> }): boolean {
  return metadata?.["hdi_isfolder"] === "true";
}
