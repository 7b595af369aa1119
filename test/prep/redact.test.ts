import assert from "node:assert/strict";
import { test } from "node:test";
import { createRedact, secretVariables } from "../../prep/redact.ts";

const key = "a2V5/with+odd==signs1234567890";
const signature = "Zm9v+YmFy/c2lnbmF0dXJl=";

test("what a variable holds is taken out, whole and as a URL writes it", () => {
  for (const name of secretVariables) {
    const redact = createRedact({ [name]: key });
    assert.equal(redact(`sent ${key}, and ${encodeURIComponent(key)}`), "sent …, and …", name);
  }
});

test("of a connection string the key and the signature are taken out, also alone", () => {
  const connection = `DefaultEndpointsProtocol=https;AccountName=contoso;AccountKey=${key};EndpointSuffix=core.windows.net`;
  const redact = createRedact({ AZURE_STORAGE_CONNECTION_STRING: connection });
  assert.equal(redact(`key ${key}`), "key …");
  assert.equal(redact(connection), "…");
  const withSas = createRedact({
    AZURE_STORAGE_CONNECTION_STRING: `BlobEndpoint=https://x/;SharedAccessSignature=sv=1&sig=${encodeURIComponent(signature)}`,
  });
  for (const text of [signature, encodeURIComponent(signature)]) assert.equal(withSas(`? ${text} !`), "? … !");
});

test("a SAS is taken out with and without its question mark, and its signature alone", () => {
  const sas = `?sv=2024-08-04&se=2027-01-01&sp=rl&sig=${encodeURIComponent(signature)}`;
  const redact = createRedact({ AZURE_STORAGE_SAS_TOKEN: sas });
  assert.equal(redact(`GET https://a/c${sas}`), "GET https://a/c…");
  assert.equal(redact(`was ${signature}`), "was …");
});

test("what looks like a signature, a key or a token is taken out though nobody has named it", () => {
  const redact = createRedact({});
  assert.equal(redact("https://a/c?sv=1&sig=abc%2Fdef&restype=container"), "https://a/c?sv=…&sig=…&restype=container");
  assert.equal(redact("AccountKey=abcdef==;x"), "AccountKey=…;x");
  assert.equal(redact('{"authorization":"Bearer eyJ0eXAi.abc.def"}'), '{"authorization":"Bearer …"}');
});

test("short values are left, as they would be found in any word", () => {
  assert.equal(createRedact({ AZURE_PASSWORD: "on" })("no container"), "no container");
});
