import { strFromU8, unzipSync } from "fflate";

/** What a report holds of a packaged visual (.pbiviz): its two files as they are. */
export interface PackagedFiles {
  readonly guid: string;
  readonly packageJson: Uint8Array;
  /** `resources/<guid>.pbiviz.json` */
  readonly resource: Uint8Array;
}

/** Reads a .pbiviz, which is a zip. */
export function readPackagedFiles(pbiviz: Uint8Array): PackagedFiles {
  const { "package.json": packageJson, ...others } = unzipSync(pbiviz);
  if (packageJson === undefined) throw new Error("no package.json in the packaged visual");
  const { visual } = JSON.parse(strFromU8(packageJson)) as { visual: { guid: string } };
  const resource = others[`resources/${visual.guid}.pbiviz.json`];
  if (resource === undefined) throw new Error(`no resource of ${visual.guid} in the packaged visual`);
  return { guid: visual.guid, packageJson, resource };
}
