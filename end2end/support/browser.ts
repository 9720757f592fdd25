// How Chromium is started.
import type { LaunchOptions } from "@playwright/test";

import { environmentWith, told } from "./environment";

const libraries = process.env["CHROMIUM_LIBRARIES"];

export const launchOptions: LaunchOptions = {
  executablePath: told("CHROMIUM"),
  // Root may not use the sandbox, and only our own pages are opened.
  chromiumSandbox: false,
  args: ["--font-render-hinting=none"],
  // npm's Chromium brings the libraries that a bare machine lacks.
  ...(libraries ? { env: environmentWith({ LD_LIBRARY_PATH: libraries }) } : {}),
};
