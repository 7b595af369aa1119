/** A measure said again in DuckDB's SQL over the flows table, and what it gives on the sample data of `npm start`. */
export interface MeasureTwin {
  readonly measure: string;
  /** One value out of `flows`: the rows of all Parquet files of prep. */
  readonly sql: string;
  /** As text; shares with six decimals. Null is blank in Power BI. */
  readonly expected: string | null;
}

/** The one host that is selected in Hosts where these measures are compared; nothing else is selected. */
export const comparedHost = "10.5.18.4";
export const hostMeasureNames = ["Peers", "Host bytes", "Host flow count", "Host denied flows"];

const sent = "sum(BytesSrcToDest)";
const received = "sum(BytesDestToSrc)";
/** Null only where both are. */
const bytes = `CASE WHEN count(BytesSrcToDest) + count(BytesDestToSrc) > 0
  THEN coalesce(${sent}, 0) + coalesce(${received}, 0) END`;
const packets = `CASE WHEN count(PacketsSrcToDest) + count(PacketsDestToSrc) > 0
  THEN coalesce(sum(PacketsSrcToDest), 0) + coalesce(sum(PacketsDestToSrc), 0) END`;
const isSession = "Action = 'Allow' AND (FlowState IS NULL OR FlowState = 'Begin')";
const isUnmeasured = `PacketsSrcToDest IS NULL AND BytesSrcToDest IS NULL
  AND PacketsDestToSrc IS NULL AND BytesDestToSrc IS NULL`;
const hosts = "SELECT SrcIp AS host FROM flows UNION SELECT DestIp FROM flows";
const hostsOf = (day: string): string =>
  `SELECT unnest([SrcIp, DestIp]) AS host FROM flows WHERE Time::DATE = (SELECT max(Time)::DATE FROM flows) - ${day}`;
const ofHost = `'${comparedHost}' IN (SrcIp, DestIp)`;
const topTalker = `SELECT host, ${bytes} AS total FROM (
  SELECT unnest(list_distinct([SrcIp, DestIp])) AS host, * FROM flows
) GROUP BY host HAVING total IS NOT NULL ORDER BY total DESC, host LIMIT 1`;

/** All dates are selected, as nothing is: so there is nothing before the first one. */
const beforeAll = (value: string): string =>
  `SELECT ${value} FROM flows WHERE Time < (SELECT min(Time)::DATE FROM flows)`;
const changeOfAll = (value: string): string => `SELECT now.value / nullif(before.value, 0) - 1
FROM (SELECT ${value} AS value FROM flows) AS now, (${beforeAll(`${value} AS value`)}) AS before`;
const flowCount = "nullif(count(*), 0)";
const denied = "CASE WHEN count(*) > 0 THEN count(*) FILTER (Action = 'Deny') END";

export const measureTwins: readonly MeasureTwin[] = [
  twin("Flow count", "15334", "SELECT count(*) FROM flows"),
  twin("Sessions started", "8617", `SELECT count(*) FROM flows WHERE ${isSession}`),
  twin("Allowed flows", "13055", "SELECT count(*) FROM flows WHERE Action = 'Allow'"),
  twin("Denied flows", "2279", "SELECT count(*) FROM flows WHERE Action = 'Deny'"),
  twin("Denied %", "0.148624", "SELECT round(count(*) FILTER (Action = 'Deny') / count(*), 6) FROM flows"),
  twin("Unmeasured flows", "10896", `SELECT count(*) FROM flows WHERE ${isUnmeasured}`),
  twin("Encrypted %", null, "SELECT count(*) FILTER (Encryption = 'X') / nullif(count(Encryption), 0) FROM flows"),
  twin("Bytes", "4901849492", `SELECT ${bytes} FROM flows`),
  twin("Bytes sent", "2072088299", `SELECT ${sent} FROM flows`),
  twin("Bytes received", "2829761193", `SELECT ${received} FROM flows`),
  twin("Packets", "3505910", `SELECT ${packets} FROM flows`),
  twin("Packets sent", "1482381", "SELECT sum(PacketsSrcToDest) FROM flows"),
  twin("Packets received", "2023529", "SELECT sum(PacketsDestToSrc) FROM flows"),
  twin("Bytes per session", "568858.012301", `SELECT round((${bytes}) / count(*) FILTER (${isSession}), 6) FROM flows`),
  twin("Hosts talking", "86", `SELECT count(*) FROM (${hosts})`),
  twin(
    "New hosts",
    null,
    `SELECT CASE WHEN EXISTS (${hostsOf("1")})
  THEN (SELECT count(*) FROM (${hostsOf("0")} EXCEPT ${hostsOf("1")})) END`,
  ),
  twin("Top talker", "10.5.18.4", `SELECT host FROM (${topTalker})`),
  twin("Top talker share", "0.715481", `SELECT round(total / (SELECT ${bytes} FROM flows), 6) FROM (${topTalker})`),
  twin(
    "Peers",
    "19",
    `SELECT count(DISTINCT CASE WHEN SrcIp = '${comparedHost}' THEN DestIp ELSE SrcIp END) FROM flows WHERE ${ofHost}`,
  ),
  twin("Host bytes", "3507178597", `SELECT ${bytes} FROM flows WHERE ${ofHost}`),
  twin("Host flow count", "1554", `SELECT count(*) FROM flows WHERE ${ofHost}`),
  twin("Host denied flows", "100", `SELECT count(*) FROM flows WHERE Action = 'Deny' AND ${ofHost}`),
  twin("Flow count before", null, beforeAll(flowCount)),
  twin("Flow count change", null, changeOfAll(flowCount)),
  twin("Bytes before", null, beforeAll(bytes)),
  twin("Bytes change", null, changeOfAll(bytes)),
  twin("Denied flows before", null, beforeAll(denied)),
  twin("Denied flows change", null, changeOfAll(denied)),
  twin(
    "Hosts talking before",
    null,
    `SELECT nullif(count(DISTINCT host), 0) FROM (
  SELECT unnest([SrcIp, DestIp]) AS host FROM flows WHERE Time < (SELECT min(Time)::DATE FROM flows)
)`,
  ),
  twin(
    "What changed",
    "15,334 flows. There is no data before this period to compare with. 2,279 denied (14.9 %). Top talker: 10.5.18.4, 71.5 % of the bytes.",
    `SELECT format('{:,} flows. There is no data before this period to compare with. {:,} denied ({:.1f} %).', n, denied, 100 * denied / n)
  || format(' Top talker: {}, {:.1f} % of the bytes.', host, 100 * total / bytes)
FROM (SELECT count(*) AS n, count(*) FILTER (Action = 'Deny') AS denied, ${bytes} AS bytes FROM flows), (${topTalker})`,
  ),
  twin("First seen", "2018-05-01 13:00", "SELECT strftime(date_trunc('hour', min(Time)), '%Y-%m-%d %H:%M') FROM flows"),
  twin("Last seen", "2018-11-13 13:00", "SELECT strftime(date_trunc('hour', max(Time)), '%Y-%m-%d %H:%M') FROM flows"),
  twin("Rules never hit", null, "SELECT NULL"),
  twin("Is never hit", null, "SELECT NULL"),
  twin(
    "Data until",
    "Data until 2018-11-13 13:00 (UTC)",
    "SELECT strftime(date_trunc('hour', max(Time)), 'Data until %Y-%m-%d %H:%M (UTC)') FROM flows",
  ),
];

function twin(measure: string, expected: string | null, sql: string): MeasureTwin {
  return { measure, sql, expected };
}
