import { setTimeout as pause } from "node:timers/promises";
import {
  RestError,
  type HttpOperationResponse,
  type RequestPolicy,
  type RequestPolicyFactory,
  type WebResource,
} from "@azure/storage-blob";
import { takeSlot, type RequestLimit } from "./requestLimit.ts";

/** How long requests wait, and for what. */
export interface Patience {
  /** How often a request is sent at most. */
  readonly mostTries: number;
  /** The first pause is half to all of this; each further one may be twice as long as the one before. */
  readonly pauseMs: number;
  readonly longestPauseMs: number;
  /** Until the head of the answer is there; what is sent must be sent by then, too. */
  readonly answerMs: number;
  /** A connection without a byte, while somebody waits for one. */
  readonly idleMs: number;
  readonly sleep: (ms: number, signal: AbortSignal | undefined) => Promise<unknown>;
  /** From 0 to 1, not 1. */
  readonly random: () => number;
}

/** About eight seconds of pauses, and never more than two minutes for a try. */
export const usualPatience: Patience = {
  mostTries: 6,
  pauseMs: 250,
  longestPauseMs: 30_000,
  answerMs: 120_000,
  idleMs: 60_000,
  sleep: (ms, signal) => pause(ms, undefined, { signal }),
  random: Math.random,
};

/**
 * Sends requests again that failed for a reason that passes: a server that is busy or broken, a connection that breaks or says
 * nothing. The SDK's own policy does so too, but without jitter, knows no 429 and bounds no wait. Where there is a limit
 * each try counts for it.
 */
export function createPatience(patience: Patience, limit: RequestLimit | undefined): RequestPolicyFactory {
  return {
    create: (next) => ({
      sendRequest: async (request) => {
        const signal = request.abortSignal as AbortSignal | undefined;
        const send = (): Promise<HttpOperationResponse> => sendInTime(next, request, { signal, patience });
        for (let tries = 1; ; tries++) {
          const outcome = await tryOnce(send, limit, signal);
          if ("response" in outcome) return outcome.response;
          const { cause } = outcome;
          if (signal?.aborted === true) throw cause;
          if (tries >= triesFor(cause, patience)) throw cause;
          await patience.sleep(pauseOf(cause, tries, patience), signal);
        }
      },
    }),
  };
}

/** Until the head of the answer is there; the SDK's own clock goes on when a request has failed, and holds the process. */
async function sendInTime(
  next: RequestPolicy,
  request: WebResource,
  { signal, patience }: { readonly signal: AbortSignal | undefined; readonly patience: Patience },
): Promise<HttpOperationResponse> {
  const late = new AbortController();
  const clock = setTimeout(() => {
    late.abort();
  }, patience.answerMs);
  request.abortSignal = signal ? AbortSignal.any([signal, late.signal]) : late.signal;
  try {
    return await next.sendRequest(request);
  } catch (cause) {
    if (!late.signal.aborted) throw cause;
    const message = `no answer came from ${new URL(request.url).host} within ${patience.answerMs / 1000} s`;
    throw new RestError(message, { code: "ETIMEDOUT" });
  } finally {
    clearTimeout(clock);
  }
}

type Outcome = { readonly response: HttpOperationResponse } | { readonly cause: unknown };

async function tryOnce(
  send: () => Promise<HttpOperationResponse>,
  limit: RequestLimit | undefined,
  signal: AbortSignal | undefined,
): Promise<Outcome> {
  const slot = limit && (await takeSlot(limit, signal));
  try {
    const response = await send();
    slot?.answered();
    return { response };
  } catch (cause) {
    if (cause instanceof RestError && busyStatus.has(cause.statusCode ?? 0)) slot?.refused();
    return { cause };
  } finally {
    slot?.free();
  }
}

const busyStatus = new Set([429, 503]);
const passingStatus = new Set([408, 429, 500, 502, 503, 504]);
/** Of the system, and the SDK's own for a connection that breaks before the answer, and in the middle of one. */
const passingCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EAI_AGAIN",
  "ENOTFOUND",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "REQUEST_SEND_ERROR",
  "PARSE_ERROR",
]);
/** A name that is not there is seldom there a moment later. */
const triesForName = 3;

function triesFor(cause: unknown, { mostTries }: Patience): number {
  if (!(cause instanceof RestError)) return 1;
  const { statusCode, code = "" } = cause;
  if (code === "ENOTFOUND") return Math.min(mostTries, triesForName);
  const isPassing = statusCode === undefined ? passingCodes.has(code) : passingStatus.has(statusCode);
  return isPassing || code === "PARSE_ERROR" ? mostTries : 1;
}

/** Twice as long each time, and by chance shorter, so that those who failed together do not come back together. */
function pauseOf(cause: unknown, tries: number, { pauseMs, longestPauseMs, random }: Patience): number {
  const longest = Math.min(longestPauseMs, pauseMs * 2 ** (tries - 1));
  const askedMs = askedPause(cause);
  return Math.min(longestPauseMs, Math.max(askedMs, (longest * (1 + random())) / 2));
}

/** What the service asks for, in seconds (RFC 9110, Retry-After); 0 where it does not. */
function askedPause(cause: unknown): number {
  const seconds = Number(cause instanceof RestError ? cause.response?.headers.get("retry-after") : undefined);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 0;
}
