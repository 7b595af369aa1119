import { openLocalFiles } from "../prep/source/localFiles.ts";

/* What a run with nothing new cannot do without: `node bench/prepListing.ts FOLDER` lists the logs, with their versions. */

const [folder = ""] = process.argv.slice(2);
let files = 0;
for await (const { etag } of openLocalFiles(folder).list(new AbortController().signal))
  files += etag === undefined ? 0 : 1;
console.log(files);
