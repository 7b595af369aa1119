import assert from "node:assert/strict";
import { test } from "node:test";
import { createCommandContext } from "../../prep/commandContext.ts";

const key = "AccountName=a;AccountKey=b";

/** The logins of both places with these variables of the environment. */
function loginsWith(variables: Readonly<Record<string, string>>): readonly unknown[] {
  const before = process.env;
  const others = Object.entries(before).filter(([name]) => !name.startsWith("AZURE_STORAGE_"));
  process.env = { ...Object.fromEntries(others), ...variables };
  try {
    const { source, destinationLogin } = createCommandContext(
      new AbortController().signal,
      () => undefined,
    ).runContext();
    return [source.login, destinationLogin];
  } finally {
    process.env = before;
  }
}

test("each place has a login of its own, or the destination that of the source", () => {
  const [azure, keyed, signed] = [
    { connectionString: undefined, sas: undefined },
    { connectionString: key, sas: undefined },
    { connectionString: undefined, sas: "sig=x" },
  ];
  assert.deepEqual(loginsWith({}), [azure, azure]);
  assert.deepEqual(loginsWith({ AZURE_STORAGE_CONNECTION_STRING: key }), [keyed, keyed]);
  assert.deepEqual(loginsWith({ AZURE_STORAGE_CONNECTION_STRING: key, AZURE_STORAGE_DESTINATION_SAS_TOKEN: "sig=x" }), [
    keyed,
    signed,
  ]);
  assert.deepEqual(loginsWith({ AZURE_STORAGE_SAS_TOKEN: "sig=x", AZURE_STORAGE_DESTINATION_AUTH_MODE: "login" }), [
    signed,
    azure,
  ]);
  assert.deepEqual(loginsWith({ AZURE_STORAGE_SAS_TOKEN: "sig=x", AZURE_STORAGE_AUTH_MODE: "login" }), [azure, azure]);
});
