import type { Readable } from "node:stream";
import type { AzureLogin } from "../azure/client.ts";
import { isUrl } from "../azure/containerUrl.ts";
import { PrepError } from "../errors.ts";
import { readCompressed } from "./gunzip.ts";
import { openLocalFiles } from "./localFiles.ts";
import type { Source } from "./source.ts";
import { openStandardInput } from "./standardInput.ts";

/** What opening a source can need beside its name. */
export interface SourceContext {
  readonly login: AzureLogin;
  readonly standardInput: Readable;
  /** Not listed where it lies inside a source folder. */
  readonly destination: string;
}

/**
 * `-`, the URL of a container, or a path; gzip files below them are decompressed. Throws a PrepError where the text can
 * be none of them.
 */
export async function openSource(text: string, context: SourceContext): Promise<Source> {
  if (text === "-") return openStandardInput(context.standardInput);
  if (!isUrl(text)) return readCompressed(openLocalFiles(text, context.destination));
  if (!URL.canParse(text)) throw new PrepError("options", `${JSON.stringify(text)} is not a URL`);
  // Azure's packages take a quarter of a second to load: a folder does without them.
  const { openAzureContainer } = await import("./azureBlob.ts");
  return readCompressed(openAzureContainer(new URL(text), context.login));
}
