import { noTime, readUtc } from "./clock";
import * as json from "./cursor";
import { codeText, noText } from "./dictionary";
import { codeMac, codeString, fillMacs, takeFlows } from "./groups";
import * as room from "./memory";

/*
 * One record of a flow log, its keys in any order. A key twice, or a value of another kind, gives it up.
 */

const closeObject: u32 = 0x7d;

/** Keys that mean something, as bits. */
const timeKey: u32 = 1;
const categoryKey: u32 = 2;
const macKey: u32 = 4;
const resourceKey: u32 = 8;
const flowLogKey: u32 = 16;
const targetKey: u32 = 32;
const logVersionKey: u32 = 64;
/** Of an NSG and of a virtual network: a record has one of them. */
const propertiesKey: u32 = 128;
const flowRecordsKey: u32 = 256;
/** Only envelopes have it. */
const recordsKey: u32 = 512;

let time: i64 = 0;
let resource: u32 = 0;
let flowLog: u32 = 0;
let target: u32 = 0;
let mac: u32 = 0;

/** Takes the record that begins here. Its groups and rows are there then; `pathMac` is the NIC where it names none. */
export function takeRecord(record: u32, pathMac: u32): bool {
  let seen: u32 = 0;
  target = room.noCode;
  mac = pathMac;
  if (!json.takeSign(0x7b)) return false;
  do {
    if (!json.takeKey()) return false;
    const key = keyOf();
    const others = key & (propertiesKey | flowRecordsKey) ? propertiesKey | flowRecordsKey : key;
    if ((seen & others) !== 0 || key === recordsKey) return json.giveUp(0);
    seen |= key;
    if (!takeValue(key, record) || !json.takeCommaOr(closeObject)) return false;
  } while (!json.isLast);
  if ((seen & timeKey) === 0 || (seen & (propertiesKey | flowRecordsKey)) === 0) return json.giveUp(0);
  if ((seen & flowLogKey) !== 0) resource = flowLog;
  else if ((seen & resourceKey) === 0) resource = codeText(0, 0, true);
  if (resource === noText) return json.giveUp(0);
  store<i64>(room.recordTimes + (record << 3), time);
  store<u32>(room.recordResources + (record << 2), resource);
  store<u32>(room.recordTargets + (record << 2), target);
  fillMacs(mac);
  return true;
}

function keyOf(): u32 {
  switch (json.textLength) {
    case 4:
      return json.isString("time") ? timeKey : 0;
    case 7:
      return json.isString("records") ? recordsKey : 0;
    case 8:
      return json.isString("category") ? categoryKey : 0;
    case 10:
      if (json.isString("resourceId")) return resourceKey;
      if (json.isString("properties")) return propertiesKey;
      return json.isString("macAddress") ? macKey : 0;
    case 11:
      return json.isString("flowRecords") ? flowRecordsKey : 0;
    case 14:
      return json.isString("flowLogVersion") ? logVersionKey : 0;
    case 16:
      return json.isString("targetResourceID") ? targetKey : 0;
    case 17:
      return json.isString("flowLogResourceID") ? flowLogKey : 0;
    default:
      return 0;
  }
}

function takeValue(key: u32, record: u32): bool {
  if (key === 0) return json.takeScalar();
  if (key === propertiesKey) return takeProperties(record);
  if (key === flowRecordsKey) return takeFlowRecords(record);
  if (key === logVersionKey) return json.takeInteger() && (json.integer === 4 || json.giveUp(0));
  if (!json.takeString()) return false;
  if (key === timeKey) {
    time = readUtc(json.textStart, json.textLength);
    return time !== noTime || json.giveUp(0);
  }
  if (key === categoryKey) {
    return json.isString("NetworkSecurityGroupFlowEvent") || json.isString("FlowLogFlowEvent") || json.giveUp(0);
  }
  const code = key === macKey ? codeMac() : codeString();
  if (key === macKey) mac = code;
  else if (key === resourceKey) resource = code;
  else if (key === flowLogKey) flowLog = code;
  else target = code;
  return code !== noText || json.giveUp(0);
}

/** The version, and behind it the flows of an NSG. */
function takeProperties(record: u32): bool {
  if (!json.takeSign(0x7b) || !json.takeKey()) return false;
  if (!json.isString("Version")) return json.giveUp(0);
  if (!json.takeInteger()) return false;
  const version = json.integer;
  if (version !== 1 && version !== 2) return json.giveUp(0);
  if (!json.takeSign(0x2c) || !json.takeKey()) return false;
  if (!json.isString("flows")) return json.giveUp(0);
  return takeFlows(record, false, version) && json.takeSign(closeObject);
}

function takeFlowRecords(record: u32): bool {
  if (!json.takeSign(0x7b) || !json.takeKey()) return false;
  if (!json.isString("flows")) return json.giveUp(0);
  return takeFlows(record, true, 4) && json.takeSign(closeObject);
}
