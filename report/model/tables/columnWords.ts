import type { Words } from "../types.ts";

/** Caption and Korean description of a column of prep's tables; its English description is the schema's. */
export interface ColumnWords {
  readonly caption: Words;
  readonly korean: string;
  /** Seen through a dimension, or through measures. */
  readonly isHidden?: true;
}

/** By name, for both facts, or by table and name where it means something else there. */
export const columnWords: Readonly<Record<string, ColumnWords>> = {
  Time: word("Time (UTC)", "시각(UTC)", "흐름 튜플에 적힌 시각, UTC."),
  "Traffic.Time": word("Hour (UTC)", "시간(UTC)", "한 시간의 시작, UTC."),
  SrcIp: word("Source", "출발지", "출발지 주소, IPv4 또는 IPv6, 로그에 적힌 그대로."),
  DestIp: word("Destination", "목적지", "목적지 주소, IPv4 또는 IPv6, 로그에 적힌 그대로."),
  SrcPort: word("Source port", "출발지 포트", "출발지 포트, 0~65535."),
  DestPort: word("Destination port", "목적지 포트", "목적지 포트, 0~65535."),
  Protocol: word("Protocol", "프로토콜", "TCP, UDP, ICMP, ICMPv6, 그 밖에는 IANA 프로토콜 번호를 글자로."),
  Direction: word("Direction", "방향", "NIC에서 본 방향: Inbound(들어옴) 또는 Outbound(나감)."),
  Action: hidden("Action", "동작", "Allow(허용) 또는 Deny(거부)."),
  Rule: hidden(
    "Rule as logged",
    "로그의 규칙",
    "보안 규칙의 이름, 로그에 적힌 그대로. 로그에 규칙이 없으면 빈 문자열.",
  ),
  FlowState: word("Flow state", "흐름 상태", "Begin, Continuing, End 또는 Deny. 버전 1에서는 null."),
  Encryption: word("Encryption", "암호화", "가상 네트워크 암호화 상태, 로그에 적힌 그대로. NSG 로그에서는 null."),
  PacketsSrcToDest: hidden("Packets sent", "보낸 패킷", "출발지에서 목적지로 간 패킷 수. 세지 않은 곳은 null."),
  BytesSrcToDest: hidden("Bytes sent", "보낸 바이트", "출발지에서 목적지로 간 바이트 수. 세지 않은 곳은 null."),
  PacketsDestToSrc: hidden("Packets received", "받은 패킷", "목적지에서 출발지로 온 패킷 수. 세지 않은 곳은 null."),
  BytesDestToSrc: hidden("Bytes received", "받은 바이트", "목적지에서 출발지로 온 바이트 수. 세지 않은 곳은 null."),
  Mac: word("MAC", "MAC", "NIC의 MAC 주소, 대문자 헥사 12자리. 로그에 없으면 빈 문자열."),
  AclId: word("ACL", "ACL", "가상 네트워크 흐름 로그의 액세스 제어 목록. NSG 로그에서는 null."),
  ResourceId: hidden(
    "Resource ID",
    "리소스 ID",
    "NSG 또는 흐름 로그의 리소스 ID, 로그에 적힌 그대로. 없으면 빈 문자열.",
  ),
  TargetResourceId: word("Target resource", "대상 리소스", "가상 네트워크 흐름 로그를 켠 대상 리소스."),
  LogVersion: word("Log version", "로그 버전", "1과 2: NSG 흐름 로그. 4: 가상 네트워크 흐름 로그."),
  RecordTime: word("Record time (UTC)", "기록 시각(UTC)", "레코드의 시각, UTC: 튜플을 기록한 때, 밀리초까지."),
  Flows: hidden("Flows", "흐름 수", "흐름 테이블의 행 수."),
  Sessions: hidden("Sessions", "세션 수", "시작된 허용 흐름: FlowState가 Begin이거나, 버전 1처럼 null인 것."),
  UnmeasuredFlows: hidden(
    "Unmeasured flows",
    "측정되지 않은 흐름",
    "로그에 카운터가 없는 흐름: 바이트가 없는 것이 아니라 측정되지 않은 것.",
  ),
};

function word(en: string, ko: string, korean: string): ColumnWords {
  return { caption: { en, ko }, korean };
}

function hidden(en: string, ko: string, korean: string): ColumnWords {
  return { ...word(en, ko, korean), isHidden: true };
}
