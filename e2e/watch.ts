import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Browser, BrowserContext, Response } from "@playwright/test";
import { serverFaults } from "../scripts/test/server-faults.ts";

/** The logs of the web server and the worker. */
export function readLogs(data: string): string[] {
  const logs = ["web", "worker"].map((name) => path.join(data, "logs", `${name}.log`));
  return logs.map((file) => (existsSync(file) ? readFileSync(file, "utf8") : ""));
}

export type Watch = {
  /** Expects that the document at this path answers this status. */
  expectStatus(status: number, pathname: string): void;
  /** Ends the watch. Returns everything that went wrong on any page or on the server since it began */
  end(): string[];
};

/** Watches every page of every context that is opened from now on, and the logs of the server. */
export function watchEverything(browser: Browser, data: string): Watch {
  const faults: string[] = [];
  const expected = new Set<string>();
  const lengths = readLogs(data).map((log) => log.length);
  const watch = (context: BrowserContext) => {
    context.on("response", (response) => {
      const status = response.status();
      const pathname = new URL(response.url()).pathname;
      if (isWrong(response) && !expected.delete(`${status} ${pathname}`))
        faults.push(`${response.request().method()} ${pathname} answered ${status}`);
    });
    context.on("weberror", (error) => faults.push(`${error.page()?.url()}: ${error.error().message}`));
  };
  browser.on("context", watch);
  return {
    expectStatus: (status, pathname) => void expected.add(`${status} ${pathname}`),
    end() {
      browser.off("context", watch);
      const said = readLogs(data).flatMap((log, at) => serverFaults(log.slice(lengths[at])));
      return [
        ...faults,
        ...[...expected].map((answer) => `no document answered ${answer}`),
        ...said.map((line) => `the server's log: ${line}`),
      ];
    },
  };
}

/** A document with an error status, or anything that the server could not answer. */
function isWrong(response: Response): boolean {
  const status = response.status();
  return status >= 500 || (status >= 400 && response.request().resourceType() === "document");
}
