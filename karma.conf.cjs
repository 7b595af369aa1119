const path = require("node:path");

/** Runs the bundled specs of the visual in a real Chromium; scripts/testVisual.ts makes the bundle, names it and starts it. */
module.exports = (config) => {
  config.set({
    basePath: __dirname,
    frameworks: ["jasmine"],
    plugins: ["karma-jasmine", "karma-chrome-launcher", "karma-coverage"],
    reporters: ["dots", "coverage"],
    browsers: ["ChromiumHere"],
    coverageReporter: {
      dir: path.join("coverage", "visual"),
      reporters: [
        { type: "text-summary" },
        { type: "text", file: "files.txt" },
        { type: "lcovonly", file: "lcov.info" },
      ],
    },
    client: { captureConsole: true, jasmine: { random: true, failSpecWithNoExpectations: true } },
    autoWatch: false,
    singleRun: true,
    colors: false,
    logLevel: config.LOG_WARN,
    browserNoActivityTimeout: 120_000,
    // On a busy machine a page may not answer for a while: some specs keep it busy.
    pingTimeout: 60_000,
  });
};
