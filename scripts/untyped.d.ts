/** What the specs' runner uses of packages that come without types. */
declare module "karma" {
  export interface RunResults {
    readonly success: number;
    readonly failed: number;
    readonly error: boolean;
    readonly exitCode: number;
  }
  export namespace config {
    function parseConfig(
      file: string,
      options: Readonly<Record<string, unknown>>,
      parseOptions: { promiseConfig: true; throwErrors: true },
    ): Promise<object>;
  }
  export class Server {
    constructor(config: object, done: (exitCode: number) => void);
    start(): Promise<void>;
    on(event: "run_complete", listener: (browsers: unknown, results: RunResults) => void): void;
    on(event: "browser_info", listener: (browser: unknown, info: object) => void): void;
  }
}

declare module "istanbul-lib-instrument" {
  export interface Instrumenter {
    instrumentSync(code: string, file: string): string;
  }
  export function createInstrumenter(options: Readonly<Record<string, unknown>>): Instrumenter;
}
