#!/usr/bin/env node
// Plain JavaScript: an older Node must be able to say that it is too old.
import module from "node:module";

// From the second run on Node need not compile again, which is a quarter of the time until something happens.
module.enableCompileCache?.();
const [major, minor] = process.versions.node.split(".").map(Number);
if (major > 22 || (major === 22 && minor >= 18)) await import("./cli.ts");
else {
  console.error(
    `flow-chord: Node ${process.versions.node} is too old; run npm start once, or install Node 22.18 or newer`,
  );
  process.exitCode = 1;
}
