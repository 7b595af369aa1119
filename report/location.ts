import path from "node:path";
import { PrepError } from "../prep/errors.ts";
import type { DataLocation } from "./settings.ts";

/**
 * Where the tables are, from what the command line says: the URL of a container and a folder in it, or a path. A path of
 * Windows or of a network share is taken as it is, since the report may be written elsewhere than it is opened. Throws a
 * PrepError of code `options` that says what is expected.
 */
export function readLocation(data: string): DataLocation {
  if (/^https?:/i.test(data)) return readUrl(data);
  const isElsewhere = /^(?:[a-z]:[\\/]|\\\\)/i.test(data);
  return { kind: "folder", path: isElsewhere ? data : path.resolve(data) };
}

function readUrl(data: string): DataLocation {
  if (!URL.canParse(data)) throw badUrl(data);
  const url = new URL(data);
  if (url.search !== "" || url.username !== "" || url.password !== "") {
    const message = "leave the signature out of the URL: Power BI asks for the login when it loads the data";
    throw new PrepError("options", message, { where: `${url.origin}${url.pathname}` });
  }
  const [, service] = /^[^.]+\.(blob|dfs)\./.exec(url.hostname) ?? [];
  const [container, ...folders] = url.pathname.split("/").filter((part) => part !== "");
  if (service === undefined || container === undefined) throw badUrl(data);
  return {
    kind: service === "dfs" ? "dataLake" : "blob",
    account: url.origin,
    container: decodeURIComponent(container),
    prefix: folders.map(decodeURIComponent).join("/"),
  };
}

function badUrl(data: string): PrepError {
  const forms = "https://ACCOUNT.blob.core.windows.net/CONTAINER[/folder] or https://ACCOUNT.dfs.core.windows.net/…";
  return new PrepError("options", `${data} is not the URL of a container; give ${forms}`);
}
