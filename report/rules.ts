import { PrepError } from "../prep/errors.ts";
import type { ExportedRule } from "./settings.ts";

const ruleId = /^(\/.*\/networkSecurityGroups\/[^/]+)\/(securityRules|defaultSecurityRules)\/([^/]+)$/i;

/**
 * Security rules in what Azure exports as JSON: lists of rules (`az network nsg rule list --include-default`), of network
 * security groups (`az network nsg list`), or what the REST API answers, wherever they stand in it. Ids are in upper case
 * as in flow logs. Throws a PrepError of code `options` where there is none.
 */
export function readRules(json: string, file: string): ExportedRule[] {
  let content: unknown;
  try {
    content = JSON.parse(json);
  } catch (cause) {
    throw new PrepError("options", `${file} is not JSON; export with: az network nsg list --output json`, { cause });
  }
  const rules = new Map<string, ExportedRule>();
  collectRules(content, rules);
  if (rules.size > 0) return [...rules.values()];
  throw new PrepError("options", `no security rule in ${file}; export with: az network nsg list --output json`);
}

function collectRules(value: unknown, rules: Map<string, ExportedRule>): void {
  if (typeof value !== "object" || value === null) return;
  const rule = Array.isArray(value) ? undefined : readRule(value as Readonly<Record<string, unknown>>);
  if (rule) rules.set(`${rule.resourceId}|${rule.rule}`, rule);
  else for (const inner of Object.values(value)) collectRules(inner, rules);
}

function readRule(value: Readonly<Record<string, unknown>>): ExportedRule | undefined {
  const [, nsg = "", list = "", name = ""] = ruleId.exec(typeof value["id"] === "string" ? value["id"] : "") ?? [];
  const facts = { ...value, ...(value["properties"] as object | undefined) } as Readonly<Record<string, unknown>>;
  const [access, direction, priority] = [facts["access"], facts["direction"], facts["priority"]];
  if (nsg === "" || (access !== "Allow" && access !== "Deny")) return undefined;
  if (direction !== "Inbound" && direction !== "Outbound") return undefined;
  return {
    resourceId: nsg.toUpperCase(),
    rule: `${list.toLowerCase() === "securityrules" ? "UserRule" : "DefaultRule"}_${name}`,
    priority: typeof priority === "number" ? priority : undefined,
    access,
    direction,
    ports: readPorts(facts),
  };
}

/** `443`, `80, 443`, `8000-8080`, `*`. */
function readPorts(facts: Readonly<Record<string, unknown>>): string {
  const many = facts["destinationPortRanges"];
  const ports = Array.isArray(many) && many.length > 0 ? (many as unknown[]) : [facts["destinationPortRange"]];
  return ports.filter((port) => typeof port === "string").join(", ");
}
