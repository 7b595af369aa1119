import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { zstdDecompressSync } from "node:zlib";

/** A text and who has said it, or which file holds it. */
export interface Place {
  readonly where: string;
  readonly text: string;
}

/** Which of the secrets stand where: as they are, as a URL writes them, decoded, in base64, and the parts of them. */
export function findPlanted(secrets: Readonly<Record<string, string>>, places: readonly Place[]): string[] {
  return Object.entries(secrets).flatMap(([name, secret]) =>
    formsOf(secret).flatMap((form) =>
      places.filter(({ text }) => text.includes(form)).map(({ where }) => `${name} in ${where}`),
    ),
  );
}

function formsOf(secret: string): string[] {
  const parts = secret.match(/(?<=(?:AccountKey|sig)=)[^;&]+/g) ?? [];
  const plain = [secret, ...parts];
  const forms = plain.flatMap((part) => [
    part,
    encodeURIComponent(part),
    decodeURIComponent(part),
    Buffer.from(part).toString("base64").replace(/=+$/, ""),
    JSON.stringify(part).slice(1, -1),
  ]);
  return [...new Set(forms)];
}

/** Every file below a folder, what is compressed as it was before. */
export async function placesIn(folder: string): Promise<Place[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => path.join(parentPath, name));
  return Promise.all(files.map(async (file) => ({ where: file, text: textOf(file, await readFile(file)) })));
}

function textOf(file: string, bytes: Buffer): string {
  return (file.endsWith(".zst") ? zstdDecompressSync(bytes) : bytes).toString("latin1");
}
