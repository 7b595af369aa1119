import { DefaultSettings, TaskUtils } from "@microsoft/powerquery-parser";

/** Parses an expression of M; what is wrong in words, or undefined. */
export async function findSyntaxError(expression: string): Promise<string | undefined> {
  const task = await TaskUtils.tryLexParse(DefaultSettings, expression);
  if (TaskUtils.isParseStageOk(task)) return undefined;
  if (TaskUtils.isParseStageError(task) || TaskUtils.isLexStageError(task)) return task.error.message;
  return "not parsed";
}
