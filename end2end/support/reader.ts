// A virtual screen reader inside the page: what it says is what somebody hears who does not see.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

import type { Page } from "@playwright/test";

interface Reader {
  virtual: {
    start(options: { container: Node }): Promise<void>;
    spokenPhraseLog(): Promise<string[]>;
    clearSpokenPhraseLog(): Promise<void>;
    stop(): Promise<void>;
  };
}

const ADDRESS = "/pkg/virtual-screen-reader.js";

/** Starts it on the whole page. The content policy takes scripts of the same site alone. */
export async function startReader(page: Page): Promise<void> {
  const main = createRequire(import.meta.url).resolve("@guidepup/virtual-screen-reader");
  const body = await readFile(new URL("../esm/index.browser.js", `file://${main}`), "utf8");
  await page.route(`**${ADDRESS}`, (route) => route.fulfill({ contentType: "text/javascript", body }));
  await page.evaluate(async (address) => {
    const { virtual } = (await import(address)) as Reader;
    await virtual.start({ container: document.body });
    Object.assign(window, { virtual });
  }, ADDRESS);
}

/** All it has said since it was asked last. */
export async function heard(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { virtual } = window as unknown as Reader;
    return virtual.spokenPhraseLog();
  });
}
