/** A measure said again in DuckDB's SQL over the flows table, and what it gives on the sample data of `npm start`. */
export interface MeasureTwin {
  readonly measure: string;
  /** One value out of `flows`: the rows of all Parquet files of prep. */
  readonly sql: string;
  /** As text; shares with six decimals. Null is blank in Power BI. */
  readonly expected: string | null;
  /** The same where the last day of the sample data is selected in Date, for what compares it with the day before. */
  readonly onLastDay?: Pick<MeasureTwin, "sql" | "expected">;
  /** The same where a peer or a port is selected too, for what counts both directions of a host. */
  readonly narrowed?: readonly NarrowedTwin[];
}

interface NarrowedTwin extends Pick<MeasureTwin, "sql" | "expected"> {
  /** What is selected beside the host, in words. */
  readonly selection: string;
}

/** The last day of the sample data. */
export const lastDay = "2018-11-13";

/** The one host that is selected in Hosts where these measures are compared; nothing else is selected. */
export const comparedHost = "10.5.18.4";
export const hostMeasureNames = ["Peers", "Host bytes", "Host flow count", "Host denied flows"];

/**
 * What is selected in Peers or Ports besides: the peer with most flows, which only sends to the host; the port with most; one
 * where all is denied; a peer that the host sends to, by its port; and one that talks, but never with this host.
 */
const narrowings = [
  { selection: "the peer 10.5.17.4", condition: isBetween("10.5.17.4") },
  { selection: "the port 5432", condition: "DestPort = 5432" },
  { selection: "the port 1433", condition: "DestPort = 1433" },
  { selection: "the peer 10.5.18.5 and the port 5432", condition: `${isBetween("10.5.18.5")} AND DestPort = 5432` },
  { selection: "a peer that it never met (10.5.16.4)", condition: isBetween("10.5.16.4") },
];

function isBetween(peer: string): string {
  return `(SrcIp = '${comparedHost}' AND DestIp = '${peer}' OR SrcIp = '${peer}' AND DestIp = '${comparedHost}')`;
}

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

const denied = "count(*) FILTER (Action = 'Deny')";

/** All dates are selected, as nothing is: so there is nothing before the first one. */
const beforeAll = (value: string): string =>
  `SELECT CASE WHEN count(*) > 0 THEN ${value} END FROM flows WHERE Time < (SELECT min(Time)::DATE FROM flows)`;
const changeOfAll = (value: string): string => `SELECT now.value / nullif(before.value, 0) - 1
FROM (SELECT ${value} AS value FROM flows) AS now, (${beforeAll(value)}) AS before(value)`;

/** The day before the last one, as far as the last one goes. */
const before = `before AS (
  SELECT * FROM flows WHERE Time::DATE = DATE '${lastDay}' - 1
  AND hour(Time) <= (SELECT max(hour(Time)) FROM flows WHERE Time::DATE = DATE '${lastDay}')
)`;
const today = `today AS (SELECT * FROM flows WHERE Time::DATE = DATE '${lastDay}')`;
const dayBefore = (value: string): string => `WITH ${before} SELECT ${value} FROM before`;
const changeOfDay = (value: string): string => `WITH ${today}, ${before}
SELECT round(now.value / before.value - 1, 6)
FROM (SELECT ${value} AS value FROM today) AS now, (SELECT ${value} AS value FROM before) AS before`;

const newHosts = `SELECT CASE WHEN EXISTS (${hostsOf("1")})
  THEN (SELECT count(*) FROM (${hostsOf("0")} EXCEPT ${hostsOf("1")})) END`;
const talker = (table: string): string => topTalker.replace("FROM flows", `FROM ${table}`);

/** All of them in one period, which has nothing before it. */
const whatChangedInAll = `SELECT format('{:,} flows. There is no data before this period to compare with. {:,} denied ({:.1f} %).', n, denied, 100 * denied / n)
  || format(' {:,} hosts are new since the day before.', (${newHosts}))
  || format(' Top talker: {}, {:.1f} % of the bytes.', host, 100 * total / bytes)
FROM (SELECT count(*) AS n, ${denied} AS denied, ${bytes} AS bytes FROM flows), (${topTalker})`;

const shift = (now: string, then: string): string =>
  `CASE WHEN ${now} > ${then} THEN ', up ' ELSE ', down ' END || format('{:.1f} %', 100 * abs(${now} / ${then} - 1))`;
const whatChangedOnLastDay = `WITH ${today}, ${before}
SELECT format('{:,} flows', now.n) || ${shift("now.n", "past.n")} || ' on the day before.'
  || format(' {:,} denied ({:.1f} %)', now.denied, 100 * now.denied / now.n) || ${shift("now.denied", "past.denied")} || '.'
  || format(' {:,} hosts are new since the day before.', (${newHosts}))
  || format(' Top talker: {}, {:.1f} % of the bytes.', host, 100 * total / bytes)
FROM (SELECT count(*) AS n, ${denied} AS denied, ${bytes} AS bytes FROM today) AS now,
  (SELECT count(*) AS n, ${denied} AS denied FROM before) AS past, (${talker("today")})`;

export const measureTwins: readonly MeasureTwin[] = [
  twin("Flow count", "24785", "SELECT count(*) FROM flows"),
  twin("Sessions started", "12869", `SELECT count(*) FROM flows WHERE ${isSession}`),
  twin("Allowed flows", "21744", "SELECT count(*) FROM flows WHERE Action = 'Allow'"),
  twin("Denied flows", "3041", "SELECT count(*) FROM flows WHERE Action = 'Deny'"),
  twin("Denied %", "0.122695", "SELECT round(count(*) FILTER (Action = 'Deny') / count(*), 6) FROM flows"),
  twin("Unmeasured flows", "15910", `SELECT count(*) FROM flows WHERE ${isUnmeasured}`),
  twin("Encrypted %", null, "SELECT count(*) FILTER (Encryption = 'X') / nullif(count(Encryption), 0) FROM flows"),
  twin("Bytes", "9950010891", `SELECT ${bytes} FROM flows`),
  twin("Bytes sent", "3714943980", `SELECT ${sent} FROM flows`),
  twin("Bytes received", "6235066911", `SELECT ${received} FROM flows`),
  twin("Packets", "7116391", `SELECT ${packets} FROM flows`),
  twin("Packets sent", "2658174", "SELECT sum(PacketsSrcToDest) FROM flows"),
  twin("Packets received", "4458217", "SELECT sum(PacketsDestToSrc) FROM flows"),
  twin("Bytes per session", "773176.695237", `SELECT round((${bytes}) / count(*) FILTER (${isSession}), 6) FROM flows`),
  twin("Hosts talking", "86", `SELECT count(*) FROM (${hosts})`),
  twin("New hosts", "10", newHosts),
  twin("Top talker", "10.5.18.4", `SELECT host FROM (${topTalker})`),
  twin("Top talker share", "0.753866", `SELECT round(total / (SELECT ${bytes} FROM flows), 6) FROM (${topTalker})`),
  hostTwin("Peers", `nullif(count(DISTINCT CASE WHEN SrcIp = '${comparedHost}' THEN DestIp ELSE SrcIp END), 0)`, {
    expected: "19",
    narrowed: ["1", "4", "6", "1", null],
  }),
  hostTwin("Host bytes", bytes, {
    expected: "7500972053",
    narrowed: ["1709688564", "7494388586", null, "2651900968", null],
  }),
  hostTwin("Host flow count", "nullif(count(*), 0)", {
    expected: "2677",
    narrowed: ["1221", "2355", "29", "96", null],
  }),
  hostTwin("Host denied flows", `CASE WHEN count(*) > 0 THEN ${denied} END`, {
    expected: "154",
    narrowed: ["0", "0", "29", "0", null],
  }),
  {
    ...twin("Flow count before", null, beforeAll("count(*)")),
    onLastDay: { expected: "9398", sql: dayBefore("count(*)") },
  },
  {
    ...twin("Flow count change", null, changeOfAll("count(*)")),
    onLastDay: { expected: "0.093105", sql: changeOfDay("count(*)") },
  },
  { ...twin("Bytes before", null, beforeAll(bytes)), onLastDay: { expected: "4945268966", sql: dayBefore(bytes) } },
  { ...twin("Bytes change", null, changeOfAll(bytes)), onLastDay: { expected: "0.012026", sql: changeOfDay(bytes) } },
  { ...twin("Denied flows before", null, beforeAll(denied)), onLastDay: { expected: "762", sql: dayBefore(denied) } },
  {
    ...twin("Denied flows change", null, changeOfAll(denied)),
    onLastDay: { expected: "0.975066", sql: changeOfDay(denied) },
  },
  {
    ...twin(
      "Hosts talking before",
      null,
      `SELECT nullif(count(DISTINCT host), 0) FROM (
  SELECT unnest([SrcIp, DestIp]) AS host FROM flows WHERE Time < (SELECT min(Time)::DATE FROM flows)
)`,
    ),
    onLastDay: {
      expected: "76",
      sql: `WITH ${before} SELECT count(DISTINCT host) FROM (SELECT unnest([SrcIp, DestIp]) AS host FROM before)`,
    },
  },
  {
    ...twin(
      "What changed",
      "2018-11-13: 10,273 flows, up 9.3 % on the day before. 1,505 denied (14.7 %), up 97.5 %. 10 hosts are new since the day before. Top talker: 10.5.18.4, 71.6 % of the bytes.",
      `SELECT '${lastDay}: ' || (${whatChangedOnLastDay})`,
    ),
    onLastDay: {
      expected:
        "10,273 flows, up 9.3 % on the day before. 1,505 denied (14.7 %), up 97.5 %. 10 hosts are new since the day before. Top talker: 10.5.18.4, 71.6 % of the bytes.",
      sql: whatChangedOnLastDay,
    },
  },
  {
    ...twin(
      "What changed in the selected dates",
      "24,785 flows. There is no data before this period to compare with. 3,041 denied (12.3 %). 10 hosts are new since the day before. Top talker: 10.5.18.4, 75.4 % of the bytes.",
      whatChangedInAll,
    ),
    onLastDay: {
      expected:
        "10,273 flows, up 9.3 % on the day before. 1,505 denied (14.7 %), up 97.5 %. 10 hosts are new since the day before. Top talker: 10.5.18.4, 71.6 % of the bytes.",
      sql: whatChangedOnLastDay,
    },
  },
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

/** A measure of the compared host: a value over its flows, then over those of each narrowing. */
function hostTwin(
  measure: string,
  value: string,
  { expected, narrowed }: Pick<MeasureTwin, "expected"> & { readonly narrowed: readonly (string | null)[] },
): MeasureTwin {
  return {
    ...twin(measure, expected, `SELECT ${value} FROM flows WHERE ${ofHost}`),
    narrowed: narrowings.map(({ selection, condition }, index) => ({
      selection,
      sql: `SELECT ${value} FROM flows WHERE ${ofHost} AND ${condition}`,
      expected: narrowed[index] ?? null,
    })),
  };
}
