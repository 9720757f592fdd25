// The browser decides what the server does: the very module that is served tells stories that the
// native program recorded (`app/domain/examples/decisions`), and says the same, byte for byte.
import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { Page } from "@playwright/test";

import { told } from "../support/environment";
import { expect, test } from "../support/test";

interface Story {
  asked: { context: object; envelope: { command: object } }[];
}

/** How long a story may take, in milliseconds. */
const PATIENCE = 100;

const read = (name: string): string => readFileSync(join(told("POI_DECISIONS"), name), "utf8");

test("the program in the browser decides every recorded act as the native one did", async ({ page }) => {
  const asked = read("asked.jsonl").split("\n");
  test.setTimeout(60_000 + asked.length * PATIENCE);
  const answered = read("answered.txt").split("\n\n");
  expect(answered.length).toBe(asked.length);
  await page.goto("/entrar");
  await expect(page.locator("html[data-whole]")).toBeAttached();
  const program = await programOf(page);
  const began = performance.now();
  let pairs = 0;
  for (const [number, story] of asked.entries()) {
    const here = (await tell(page, program, story)).split("\n");
    const there = answered[number]?.split("\n") ?? [];
    const at = there.findIndex((line, at) => line !== here[at]);
    if (at >= 0) {
      // The acts before it lead there.
      const { context, envelope } = (JSON.parse(story) as Story).asked[at] ?? {};
      expect(here[at], `story ${number}, act ${at}: ${JSON.stringify({ context, envelope })}`).toBe(there[at]);
    }
    expect(here.length, `answers to story ${number}`).toBe(there.length);
    pairs += there.length;
  }
  const seconds = (performance.now() - began) / 1_000;
  console.log(`campaign: ${pairs} acts on plans, in ${asked.length} stories, told in ${seconds.toFixed(1)} s`);
});

test("what is no story is refused in a sentence", async ({ page }) => {
  await page.goto("/entrar");
  await expect(page.locator("html[data-whole]")).toBeAttached();
  const program = await programOf(page);
  await expect(tell(page, program, "{}")).rejects.toThrow("texto inesperado");
});

/** Where the script comes from that brought this page to life. */
function programOf(page: Page): Promise<string> {
  return page.locator("link[rel=modulepreload]").evaluate((link) => (link as HTMLLinkElement).href);
}

/** Asks the program that runs in the page: its script is there already, and is not loaded a second time. */
function tell(page: Page, program: string, story: string): Promise<string> {
  return page.evaluate(
    async ([program, story]) => {
      const { tell } = (await import(program)) as { tell: (story: string) => string };
      return tell(story);
    },
    [program, story] as const,
  );
}
