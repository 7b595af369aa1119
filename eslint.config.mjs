import powerbiVisuals from "eslint-plugin-powerbi-visuals";
import tseslint from "typescript-eslint";

/** Every TypeScript file belongs to one of these: the visual, everything that Node runs, the specs. */
const typescriptProjects = [
  "tsconfig.json",
  "prep/tsconfig.json",
  "preview/page/tsconfig.json",
  "test/preview/page/tsconfig.json",
  "bench/visualPage/tsconfig.json",
  "test/visual/tsconfig.json",
];

const sizeLimits = {
  "max-lines": ["error", 250],
  "max-lines-per-function": ["error", 50],
  "max-depth": ["error", 3],
  "max-params": ["error", 4],
};

/** They return a promise that the runner itself waits for. */
const testFunctions = [{ from: "package", package: "node:test", name: ["test", "describe", "before", "after"] }];

export default tseslint.config(
  {
    ignores: ["**/node_modules/", ".node/", ".tmp/", "dist/", "out/", "coverage/", "test/fixtures/"],
  },
  {
    // AssemblyScript has types of its own: its compiler is what checks them.
    files: ["prep/kernel/assembly/*.ts"],
    languageOptions: { parser: tseslint.parser },
    rules: sizeLimits,
  },
  {
    files: ["**/*.ts"],
    ignores: ["prep/kernel/assembly/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: typescriptProjects, tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...sizeLimits,
      "no-console": "off",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-floating-promises": ["error", { allowForKnownSafeCalls: testFunctions }],
    },
  },
  {
    // Time, chance and the page are parameters here: the same input gives the same output.
    files: ["src/{model,layout,text}/**/*.ts", "prep/{scan,plan,columns}/**/*.ts"],
    rules: {
      "no-restricted-globals": ["error", "document", "window", "performance", "process"],
      "no-restricted-properties": [
        "error",
        { object: "Date", property: "now" },
        { object: "Math", property: "random" },
      ],
    },
  },
  {
    // A describe is a list of specs, not a function to follow.
    files: ["test/**/*.{spec,test}.ts"],
    rules: { "max-lines-per-function": "off" },
  },
  {
    // The formatting model is built from literals, and its enums exist for the compiler only.
    files: ["src/settings/*.ts"],
    rules: {
      "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
      "@typescript-eslint/no-unsafe-enum-assignment": "off",
    },
  },
  {
    files: ["src/**/*.ts"],
    extends: [powerbiVisuals.configs.recommended],
    rules: {
      "no-console": "error",
      "no-restricted-globals": ["error", "fetch", "XMLHttpRequest", "WebSocket", "localStorage", "sessionStorage"],
    },
  },
);
