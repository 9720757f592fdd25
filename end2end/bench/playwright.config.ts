// Measurements: `cargo xtask bench NAME`. One at a time, so that they do not measure each other.
import { defineConfig } from "@playwright/test";

import { shared } from "../playwright.config";

export default defineConfig({ ...shared, testDir: ".", outputDir: "../test-results", workers: 1, timeout: 600_000 });
