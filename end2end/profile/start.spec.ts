// An editor opens Programación and types a figure, in a module that remembers which functions ran.
import { readFileSync, writeFileSync } from "node:fs";

import type { Page } from "@playwright/test";

import { told } from "../support/environment";
import { startLarge } from "../support/large";
import { EDITOR, enter } from "../support/people";
import type { Server } from "../support/server";
import { COLUMN, cell, rowsOf } from "../support/sheet";
import { alive, expect, fresh as test } from "../support/test";

const ROUNDS = 3;

test.use({ expectedMessages: [/Service Worker registration blocked/] });

test("what opening Programación runs, on a plan of any size", async ({ page, own, anotherBrowser }) => {
  test.setTimeout(180_000);
  const seen = new Set<number>();
  await open(page, own, seen);
  const large = await startLarge();
  const other = await anotherBrowser();
  await open(other, large, seen);
  // Left before its server goes: a page that loses it says so on the console.
  await other.context().close();
  await large.discard();
  writeFileSync(told("POI_SEEN"), JSON.stringify([...seen].sort((one, other) => one - other)));
});

async function open(page: Page, server: Server, seen: Set<number>): Promise<void> {
  await enter(page, EDITOR, `${server.url}/`);
  await remember(page);
  for (let round = 1; round <= ROUNDS; round += 1) {
    await page.goto(`${server.url}/programacion`);
    await alive(page);
    await cell(rowsOf(page).first(), COLUMN.enero).click();
    await page.keyboard.type("7");
    await expect(page.locator(":focus")).toHaveValue("7");
    // Leaving is asked about at once: what answers cannot be waited for then.
    await page.evaluate(() => dispatchEvent(new Event("beforeunload", { cancelable: true })));
    for (const place of await marks(page)) seen.add(place);
  }
}

/** From now on pages run the whole module that remembers, in place of its parts. */
async function remember(page: Page): Promise<void> {
  const module = readFileSync(told("POI_MODULE"));
  await page.route(/\/pkg\/start\.[0-9a-f]+\.wasm$/, (route) => route.fulfill({ body: module, contentType: "application/wasm" }));
  // It needs no other part; what asks for one waits for ever, and so does what begins with it.
  await page.route(/\/pkg\/rest\.[0-9a-f]+\.wasm$/, () => undefined);
  await page.addInitScript(() => {
    const instantiate = WebAssembly.instantiateStreaming;
    WebAssembly.instantiateStreaming = async (source, imports) => {
      const made = await instantiate(source, imports);
      Object.assign(globalThis, { memory: made.instance.exports["memory"] });
      return made;
    };
  });
}

/** The places of the functions that ran, one byte each behind the memory the program began with. */
function marks(page: Page): Promise<number[]> {
  const [at, count] = told("POI_MARKS").split(" ").map(Number) as [number, number];
  return page.evaluate(
    ({ at, count }) => {
      const memory = (globalThis as unknown as { memory: WebAssembly.Memory }).memory;
      const bytes = new Uint8Array(memory.buffer, at, count);
      return [...bytes.keys()].filter((place) => bytes[place] !== 0);
    },
    { at, count },
  );
}
