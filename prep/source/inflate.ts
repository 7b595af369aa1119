import { createInflateRaw } from "node:zlib";

const outputSizeBytes = 1 << 16;

/** What one piece of deflated bytes has become. */
export interface Inflated {
  readonly output: readonly Uint8Array[];
  /** How many bytes of the piece belong to the deflated stream: all of them, but where it ends. */
  readonly used: number;
  readonly state: "open" | "ended" | "damaged";
  /** Why it is damaged, in words of zlib. Its output is then not complete. */
  readonly reason: string;
}

/** A raw deflate stream (RFC 1951) that is decompressed piece by piece. */
export interface Inflater {
  /** One at a time; the first piece after the last of a stream gives `ended`. */
  write(piece: Uint8Array): Promise<Inflated>;
  close(): void;
}

/** Runs on a thread of zlib's own. Takes memory for the output of one piece, at most 1032 times its size. */
export function createInflater(): Inflater {
  const stream = createInflateRaw({ chunkSize: outputSizeBytes });
  let output: Uint8Array[] = [];
  let settle: (state: Inflated["state"], reason?: string) => void = () => undefined;
  stream.on("data", (chunk: Uint8Array) => output.push(chunk));
  stream.on("end", () => {
    settle("ended");
  });
  stream.on("error", ({ message }) => {
    settle("damaged", message);
  });
  return {
    write: (piece) =>
      new Promise((resolve) => {
        const before = stream.bytesWritten;
        output = [];
        settle = (state, reason = "") => {
          resolve({ output, used: stream.bytesWritten - before, state, reason });
        };
        stream.write(piece, (error) => {
          if (!error) settle("open");
        });
      }),
    close: () => stream.destroy(),
  };
}
