/** Twice as many pixels as the drawing has, for slides and print. */
const pixelRatio = 2;

/** Draws an SVG text as PNG, twice its size. Rejects where the browser cannot. */
export async function drawPng(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * pixelRatio;
  canvas.height = image.naturalHeight * pixelRatio;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error("the browser gave no PNG"));
      else resolve(blob);
    }, "image/png");
  });
}

/** Hands a file to the reader. */
export function saveFile(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, keptMs);
}

/** A browser may begin to read a file a moment after the click. */
const keptMs = 60_000;

/** A name for a file: words of letters and digits of any language. */
export function nameFile(words: readonly string[], ending: string): string {
  const parts = words.map((word) =>
    word
      .toLowerCase()
      .replaceAll(/[^\p{Letter}\p{Number}]+/gu, "-")
      .replaceAll(/^-|-$/g, ""),
  );
  return `${parts.filter((part) => part !== "").join("-")}.${ending}`;
}
