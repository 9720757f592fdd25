// Browser tests: `cargo xtask test` builds what they need and runs them; `--only e2e -- NAME` runs some.
import { type PlaywrightTestConfig, defineConfig } from "@playwright/test";

import { launchOptions } from "./support/browser";

export const shared: PlaywrightTestConfig = {
  outputDir: "test-results",
  reporter: "list",
  forbidOnly: true,
  // A test that passes the second time has failed.
  retries: 0,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    browserName: "chromium",
    launchOptions,
    locale: "es-PE",
    timezoneId: "America/Lima",
    viewport: { width: 1366, height: 768 },
    trace: "off",
    screenshot: "only-on-failure",
  },
};

export default defineConfig({ ...shared, testDir: "tests" });
