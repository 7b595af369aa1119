import { PrepError } from "../errors.ts";

/** A semantic model and its workspace, each by its name or its id. */
export interface ModelName {
  readonly workspace: string;
  readonly model: string;
}

/** `WORKSPACE/SEMANTIC_MODEL`; the name of a model may have a slash in it. Throws a PrepError of code `options`. */
export function parseModelName(text: string): ModelName {
  const at = text.indexOf("/");
  const [workspace, model] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  if (at < 0 || workspace === "" || model === "") {
    throw new PrepError("options", `--refresh ${JSON.stringify(text)} is no model; give "WORKSPACE/SEMANTIC MODEL"`);
  }
  return { workspace, model };
}

/** Whether it is an id and no name. */
export function isId(text: string): boolean {
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);
}
