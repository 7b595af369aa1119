import type { ModelMeasure, Words } from "../types.ts";
import { countFormat, folders } from "../words.ts";
import { byteFormatDax } from "./formats.ts";

/** Sums of nothing but null are blank in DAX, and blank plus a number is the number: nothing unmeasured becomes 0. */
export const volumeMeasures: readonly ModelMeasure[] = [
  bytes("Bytes", "[Bytes sent] + [Bytes received]", {
    caption: { en: "Bytes", ko: "바이트" },
    description: {
      en: "Bytes in both directions; blank only where neither was measured.",
      ko: "양방향 바이트의 합. 양쪽 모두 측정되지 않은 곳만 비어 있다.",
    },
  }),
  bytes("Bytes sent", "SUM ( Traffic[BytesSrcToDest] )", {
    caption: { en: "Bytes sent", ko: "보낸 바이트" },
    description: {
      en: "Bytes from source to destination; blank where none were measured.",
      ko: "출발지에서 목적지로 간 바이트. 측정되지 않은 곳은 비어 있다.",
    },
  }),
  bytes("Bytes received", "SUM ( Traffic[BytesDestToSrc] )", {
    caption: { en: "Bytes received", ko: "받은 바이트" },
    description: {
      en: "Bytes from destination to source; blank where none were measured.",
      ko: "목적지에서 출발지로 온 바이트. 측정되지 않은 곳은 비어 있다.",
    },
  }),
  packets("Packets", "[Packets sent] + [Packets received]", {
    caption: { en: "Packets", ko: "패킷" },
    description: {
      en: "Packets in both directions; blank only where neither was measured.",
      ko: "양방향 패킷의 합. 양쪽 모두 측정되지 않은 곳만 비어 있다.",
    },
  }),
  packets("Packets sent", "SUM ( Traffic[PacketsSrcToDest] )", {
    caption: { en: "Packets sent", ko: "보낸 패킷" },
    description: {
      en: "Packets from source to destination; blank where none were measured.",
      ko: "출발지에서 목적지로 간 패킷. 측정되지 않은 곳은 비어 있다.",
    },
  }),
  packets("Packets received", "SUM ( Traffic[PacketsDestToSrc] )", {
    caption: { en: "Packets received", ko: "받은 패킷" },
    description: {
      en: "Packets from destination to source; blank where none were measured.",
      ko: "목적지에서 출발지로 온 패킷. 측정되지 않은 곳은 비어 있다.",
    },
  }),
  bytes("Bytes per session", "DIVIDE ( [Bytes], [Sessions started] )", {
    caption: { en: "Bytes per session", ko: "세션당 바이트" },
    description: {
      en: "Bytes by sessions that started in the same selection. Sessions of version 1 count but have no bytes, so there it is too low.",
      ko: "바이트를 같은 선택 범위에서 시작된 세션 수로 나눈 값. 버전 1의 세션은 수에 들지만 바이트가 없어 실제보다 낮아진다.",
    },
  }),
];

interface VolumeWords {
  readonly caption: Words;
  readonly description: Words;
}

function bytes(name: string, dax: string, words: VolumeWords): ModelMeasure {
  return { name, dax, ...words, folder: folders.volume, formatDax: byteFormatDax };
}

function packets(name: string, dax: string, words: VolumeWords): ModelMeasure {
  return { name, dax, ...words, folder: folders.volume, format: countFormat };
}
