import { readMeta, type Checkpoint } from "../checkpoint/checkpoint.ts";
import { hasFiles } from "../checkpoint/tableFiles.ts";
import { folders } from "../destination/destination.ts";
import { PrepError } from "../errors.ts";
import type { PrepOptions } from "../options.ts";

/**
 * A table of which one half is Parquet and the other CSV would be wrong in both. Throws a PrepError of code `options`
 * where the tables are of another format, or with traffic that is not wanted.
 */
export function checkFormat(options: PrepOptions, checkpoint: Checkpoint): void {
  if (!options.traffic && hasFiles(checkpoint, folders.traffic)) {
    const message = `${options.out} holds the traffic table; leave out --no-traffic, or give --full to write the tables anew`;
    throw new PrepError("options", message, { where: options.out });
  }
  const format = readMeta(checkpoint, "format");
  if (format === undefined || format === options.format) return;
  const message = `${options.out} holds ${format} tables; give --format ${format}, or --full to write them anew`;
  throw new PrepError("options", message, { where: options.out });
}
