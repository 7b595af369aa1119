import type { FlowRow } from "../../prep/columns/schema.ts";
import { edgeTables } from "./edgeTables.ts";
import { checkKernelFile, readWithKernel, type KernelFile } from "./kernelFiles.ts";
import { kernelTables, type KernelTable } from "./kernelTables.ts";
import { parquetOf } from "./parquetOf.ts";

/** A Parquet file that readers are asked about. */
export interface JudgedFile {
  readonly name: string;
  /** A reader that does not take such a file. */
  readonly refusedBy?: string | undefined;
  readonly make: () => Promise<MadeFile>;
}

export interface MadeFile {
  readonly bytes: Uint8Array;
  /** The rows of each row group. */
  readonly rowGroups: readonly (readonly FlowRow[])[];
  /** Throws where something else that was made with the file is not of its rows. */
  readonly checkOthers?: () => void;
}

/** What the careful path writes, and what the kernel does. */
export const judgedFiles: readonly JudgedFile[] = [
  ...edgeTables.map(({ name, refusedBy, rowGroups, compression }) => ({
    name,
    refusedBy,
    make: async () => {
      const rows = rowGroups();
      return { bytes: await parquetOf(rows, compression), rowGroups: rows };
    },
  })),
  ...kernelTables.flatMap(filesOf),
];

function filesOf(table: KernelTable): JudgedFile[] {
  const { name, hours = 1 } = table;
  let made: Promise<KernelFile[]> | undefined;
  return Array.from({ length: hours }, (_, hour) => ({
    name: hours === 1 ? `kernel, ${name}` : `kernel, ${name}, hour ${hour + 1}`,
    make: async () => {
      made ??= readWithKernel(table);
      return madeFile((await made)[hour]);
    },
  }));
}

function madeFile(file: KernelFile | undefined): MadeFile {
  if (!file) throw new RangeError("no rows of the hour");
  const checkOthers = (): void => {
    checkKernelFile(file);
  };
  return {
    bytes: file.parquet.bytes,
    rowGroups: file.rowGroups,
    checkOthers,
  };
}
