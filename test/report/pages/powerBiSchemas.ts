import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { Ajv, type ValidateFunction } from "ajv";

/** Microsoft's published schemas, beside the project where they are at hand; they are no part of it. */
const schemaFolder = path.join("..", "shared", "schemas");
const root = "https://developer.microsoft.com/json-schemas/";

/** The schemas by their address, or nothing where the folder is not there. */
export async function loadSchemas(): Promise<((address: string) => ValidateFunction | undefined) | undefined> {
  const files = await readdir(schemaFolder, { recursive: true }).catch(() => undefined);
  if (files === undefined) return undefined;
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  for (const file of files.filter((name) => name.endsWith(".json"))) {
    const schema = JSON.parse(await readFile(path.join(schemaFolder, file), "utf8")) as object;
    // Some have an $id that is not the address that others refer to them by.
    ajv.addSchema({ ...schema, $id: `${root}${file.replaceAll(path.sep, "/")}` });
  }
  return (address) => ajv.getSchema(address);
}
