import type { Command } from "commander";
import { messageOf, PrepError } from "../prep/errors.ts";

const help = `
The page needs no server and no network: send it to whoever should look. A click on a host or a ribbon filters all of it.

Examples:
  flow-chord preview out
  flow-chord preview out --out november.html
`;

/** Adds `preview` to the program. */
export function addPreviewCommand(program: Command, print: (text: string) => void): void {
  program
    .command("preview")
    .description("write one HTML page, the playground: the packaged visual on prepared tables, without Power BI")
    .argument("<data>", "folder that prep has written")
    .option("--out <file>", "the page", "preview.html")
    .option("--visual <file>", "the packaged visual", "dist/flow-chord.pbiviz")
    .addHelpText("after", help)
    .action(async (data: string, { out, visual }: { out: string; visual: string }) => {
      const { writePreview } = await import("./preview.ts");
      const { notes } = await writePreview({ data, out, pbiviz: visual }).catch((cause: unknown) => {
        throw new PrepError("source", messageOf(cause), { where: data, cause });
      });
      for (const note of notes) process.stderr.write(`${note}\n`);
      print(`${out}\n`);
    });
}
