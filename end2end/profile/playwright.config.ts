// What opening Programación runs: `cargo xtask profile`.
import { defineConfig } from "@playwright/test";

import { shared } from "../playwright.config";

export default defineConfig({ ...shared, testDir: ".", workers: 1 });
