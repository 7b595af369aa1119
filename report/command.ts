import { Option, type Command } from "commander";
import type { ReportOptions } from "./report.ts";

const help = `
The project is a folder of text files (PBIP): open "Flow Chord.pbip" in Power BI Desktop and refresh. The visual is
in it already. Where the tables are is a parameter of the model, to be changed in Desktop at any time.

The place of the tables:
  a folder, also of Windows or of a share    C:\\flow-chord\\out, \\\\server\\share\\out
  a container, over the Blob API             https://ACCOUNT.blob.core.windows.net/CONTAINER[/folder]
  a container of Data Lake Storage           https://ACCOUNT.dfs.core.windows.net/CONTAINER[/folder]

Rules that are never hit are told if the rules are given, as exported by:
  az network nsg list --output json > rules.json

Examples:
  flow-chord report --data out --out report
  flow-chord report --data out --out report --time-zone Asia/Seoul --language ko-KR --rules rules.json
`;

/** Adds `report` to the program. */
export function addReportCommand(program: Command, print: (text: string) => void): void {
  program
    .command("report")
    .description("write a Power BI project over prepared tables, with the visual in it")
    .requiredOption("--data <place>", "where prep writes its tables: a folder, or the URL of a container")
    .requiredOption("--out <folder>", "where the project goes")
    .addOption(
      new Option("--format <format>", "files to read; Parquet where there are any").choices(["parquet", "csv"]),
    )
    .option("--time-zone <name>", "IANA name of the zone that the report shows times in", "UTC")
    .addOption(
      new Option("--language <language>", "of titles and sentences").choices(["en-US", "ko-KR"]).default("en-US"),
    )
    .option("--rules <file...>", "security rules as Azure exports them, in JSON")
    .option("--visual <file>", "the packaged visual", "dist/flow-chord.pbiviz")
    .option("--force", "write over a project that is there")
    .addHelpText("after", help)
    .action(async (options: ReportOptions) => {
      const { writeReport } = await import("./report.ts");
      const { project } = await writeReport(options);
      print(`${project}\n`);
    });
}
