// What opening Programación runs: `cargo xtask profile`.
import { defineConfig } from "@playwright/test";

import { shared } from "../playwright.config";

// No service worker: the program is to come over the network, where this looks at it.
export default defineConfig({ ...shared, testDir: ".", workers: 1, use: { ...shared.use, serviceWorkers: "block" } });
