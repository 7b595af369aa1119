import { openContainer, type AzureLogin } from "../azure/client.ts";
import { labelOf, splitContainerUrl } from "../azure/containerUrl.ts";
import { explain, statusOf } from "../azure/explain.ts";
import { findVersion, type BlockBlob } from "./blocks.ts";
import { folders } from "./destination.ts";
import { wholeLines, type DestinationView } from "./destinationView.ts";
import { downloadRange } from "./downloadRange.ts";
import { withFile, writeAll } from "./durable.ts";
import { checkpointName } from "./folderPlaces.ts";

const pieceBytes = 8 << 20;

/** A container, or what is below a prefix of it. Reading is all that it needs the right to. */
export function viewContainer(url: URL, login: AzureLogin): DestinationView {
  const { containerUrl, prefix } = splitContainerUrl(url);
  const client = openContainer(containerUrl, login);
  const base = prefix === "" ? "" : `${prefix}/`;
  const guard = async <T>(work: () => Promise<T>, nothing: T): Promise<T> => {
    try {
      return await work();
    } catch (cause) {
      if (statusOf(cause) === 404) return nothing;
      throw explain(cause, labelOf({ containerUrl, prefix }), "destination");
    }
  };
  return {
    fetchCheckpoint: (file) => guard(() => fetchBlob(client.getBlockBlobClient(base + checkpointName), file), false),
    lastLedgerLines: (mostBytes) =>
      guard(async () => {
        let last = "";
        for await (const { name } of client.listBlobsFlat({ prefix: `${base}${folders.runs}/` })) {
          if (name.endsWith(".jsonl") && name > last) last = name;
        }
        return last === "" ? [] : readEnd(client.getBlockBlobClient(last), mostBytes);
      }, []),
  };
}

async function fetchBlob(blob: BlockBlob, file: string): Promise<boolean> {
  const version = await findVersion(blob);
  if (version === undefined) return false;
  await withFile(file, "w", async (handle) => {
    for (let start = 0; start < version.sizeBytes; start += pieceBytes) {
      const end = Math.min(version.sizeBytes, start + pieceBytes);
      await writeAll(handle, await downloadRange(blob, version.etag, { start, end }), start);
    }
  });
  return true;
}

async function readEnd(blob: BlockBlob, mostBytes: number): Promise<string[]> {
  const version = await findVersion(blob);
  if (version === undefined) return [];
  const start = Math.max(0, version.sizeBytes - mostBytes);
  const bytes = await downloadRange(blob, version.etag, { start, end: version.sizeBytes });
  return wholeLines(bytes.toString(), start === 0);
}
