import type { ReportSettings } from "../settings.ts";
import { listChangeMeasures } from "./measures/changeMeasures.ts";
import { flowMeasures } from "./measures/flowMeasures.ts";
import { hostMeasures } from "./measures/hostMeasures.ts";
import { listTitleMeasures, ruleMeasures } from "./measures/ruleMeasures.ts";
import { volumeMeasures } from "./measures/volumeMeasures.ts";
import { listFileFunctions } from "./queries/listFiles.ts";
import { listParameters } from "./queries/location.ts";
import { listReadFunctions } from "./queries/readFiles.ts";
import { formatTimeZone } from "./queries/timeZone.ts";
import { buildActions } from "./tables/actionsTable.ts";
import { buildFlows, buildTraffic } from "./tables/factTables.ts";
import { buildHosts } from "./tables/hostsTable.ts";
import { buildPeers, buildPorts } from "./tables/peerTables.ts";
import { buildRules } from "./tables/rulesTable.ts";
import { buildExportedRules, buildParameters } from "./tables/settingTables.ts";
import { buildDate, buildTimeOfDay } from "./tables/timeTables.ts";
import type { Model, ModelMeasure, Relationship } from "./types.ts";

/** The whole semantic model as plain data: two facts around shared dimensions, all measures in Traffic. */
export function buildModel(settings: ReportSettings): Model {
  const { location, language } = settings;
  return {
    tables: [
      buildTraffic(location, listMeasures(settings)),
      buildFlows(location),
      buildDate(settings),
      buildTimeOfDay(language),
      buildRules(language),
      buildHosts(language),
      buildPeers(),
      buildPorts(),
      buildActions(),
      buildParameters(settings),
      buildExportedRules(settings.rules ?? []),
    ],
    relationships: ["Traffic", "Flows"].flatMap(listRelationships),
    expressions: [
      ...listParameters(settings),
      {
        name: "TimeZone",
        description:
          "The time zone of the report: from which UTC instant on which offset holds, in minutes, until 2045. Made when the report was.",
        expression: formatTimeZone(settings.timeZone),
      },
      ...listFileFunctions(location),
      ...listReadFunctions(),
    ],
  };
}

function listMeasures(settings: ReportSettings): ModelMeasure[] {
  return [
    ...flowMeasures,
    ...volumeMeasures,
    ...hostMeasures,
    ...listChangeMeasures(settings.language),
    ...ruleMeasures,
    ...listTitleMeasures(settings),
  ];
}

/**
 * Hosts is one dimension in two roles; the destination's is used by measures that ask for it. Peers and Ports have none:
 * what they filter depends on which end of a flow a host is.
 */
function listRelationships(fact: string): Relationship[] {
  return [
    { from: [fact, "Date"], to: ["Date", "Date"], isActive: true },
    { from: [fact, "HourOfDay"], to: ["Time of day", "HourOfDay"], isActive: true },
    { from: [fact, "RuleKey"], to: ["Rules", "RuleKey"], isActive: true },
    { from: [fact, "Action"], to: ["Actions", "Action"], isActive: true },
    { from: [fact, "SrcIp"], to: ["Hosts", "Host"], isActive: true },
    { from: [fact, "DestIp"], to: ["Hosts", "Host"], isActive: false },
  ];
}
