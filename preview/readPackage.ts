import { readFile } from "node:fs/promises";
import { strFromU8, unzipSync } from "fflate";
import type { PackagedVisual, VisualCapabilities } from "./payload.ts";

interface PackagedResource {
  readonly visual: { readonly guid: string; readonly displayName: string; readonly version: string };
  readonly content: { readonly js: string; readonly css: string };
  readonly capabilities: VisualCapabilities;
  readonly stringResources: PackagedVisual["stringResources"];
}

/** Reads the visual out of a .pbiviz, which is a zip with one `resources/<guid>.pbiviz.json`. */
export async function readPackage(pbiviz: string): Promise<PackagedVisual> {
  const zip = await readFile(pbiviz).catch((cause: unknown) => {
    throw new Error(`no packaged visual at ${pbiviz}; run "npm run package" first`, { cause });
  });
  const [resource] = Object.values(unzipSync(zip, { filter: ({ name }) => name.endsWith(".pbiviz.json") }));
  if (resource === undefined) throw new Error(`no visual in ${pbiviz}`);
  const { visual, content, capabilities, stringResources } = JSON.parse(strFromU8(resource)) as PackagedResource;
  const { guid, displayName, version } = visual;
  return { guid, displayName, version, js: content.js, css: content.css, capabilities, stringResources };
}
