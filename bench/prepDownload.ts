import { availableParallelism } from "node:os";
import { openContainer } from "../prep/azure/client.ts";

/* The SDK alone: `node bench/prepDownload.ts URL` downloads every blob of the container, as many at once as there are cores. */

const [url = ""] = process.argv.slice(2);
const connectionString = process.env["AZURE_STORAGE_CONNECTION_STRING"];
const container = openContainer(url, { connectionString, sas: undefined });
const names = container.listBlobsFlat();
let bytes = 0;
await Promise.all(Array.from({ length: availableParallelism() }, downloadRest));
console.log(bytes);

async function downloadRest(): Promise<void> {
  for (let next = await names.next(); next.done !== true; next = await names.next()) {
    const { readableStreamBody } = await container.getBlobClient(next.value.name).download();
    for await (const chunk of readableStreamBody ?? []) bytes += chunk.length;
  }
}
