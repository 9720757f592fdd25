// Two browsers write at random while the network comes and goes: in the end both show the plan
// of the server, and nothing was carried out twice.
import { createHash } from "node:crypto";

import type { BrowserContext, Page } from "@playwright/test";

import { optional } from "../support/environment";
import { EXPECTED, expectSync, openTray } from "../support/offline";
import { EDITOR, JEFE, enter } from "../support/people";
import { COLUMN, cell, press, rowsOf, settled } from "../support/sheet";
import { expect, fresh as test } from "../support/test";
import { random } from "../support/random";
import { session } from "../support/wire";

const EDITS = optional("POI_CAMPAIGN") === "full" ? 2_000 : 200;
const CUTS = 10;
const ROWS = 4;
/** Without an edit for so long it is stuck; how fast it writes is the affair of the machine. */
const STUCK = 90_000;

test.use({ expectedMessages: [EXPECTED] });

test("two browsers come to one plan, whatever the network does", async ({ page, context, anotherBrowser }) => {
  test.setTimeout(STUCK);
  const began = performance.now();
  const goesOn = (): void => test.setTimeout(performance.now() - began + STUCK);
  console.log(`campaign: ${EDITS} of 2000 random edits, the network cut ${CUTS} times`);
  await enter(page, EDITOR, "/programacion");
  const other = await anotherBrowser();
  await enter(other, JEFE, "/programacion");
  await settled(page);
  await settled(other);
  const seed = 20_160_318;
  await Promise.all([scribble(page, context, seed, goesOn), scribble(other, other.context(), seed + 1, goesOn)]);
  for (const one of [page, other]) await expectSync(one, /Al día|rechazado|por corregir/);

  const { plan } = await session(page.request);
  const server = await page.request.get(`/api/plan/${plan}/checkpoint?reaching=${await versionOf(page)}`);
  const digest = createHash("sha256").update(await server.body()).digest("hex").slice(0, 8);
  for (const one of [page, other]) {
    await openTray(one);
    await one.getByRole("button", { name: "Comprobar que dos pantallas muestran lo mismo" }).click();
    await expect(one.locator(".tray__digest")).toContainText(digest);
  }
});

/** Half of the edits, with the network of this browser cut and mended half as often as there are cuts. */
async function scribble(page: Page, context: BrowserContext, seed: number, goesOn: () => void): Promise<void> {
  const next = random(seed);
  await cell(rowsOf(page).first(), COLUMN.enero).click();
  const pieces = CUTS / 2;
  for (let piece = 0; piece < pieces; piece += 1) {
    await write(page, EDITS / 2 / pieces / 2, next, goesOn);
    await context.setOffline(true);
    await write(page, EDITS / 2 / pieces / 2, next, goesOn);
    await context.setOffline(false);
  }
}

/** Walks over the sheet by its keys, and writes where it stops. */
async function write(page: Page, count: number, next: (below: number) => number, goesOn: () => void): Promise<void> {
  for (let edit = 0; edit < count; edit += 1) {
    goesOn();
    await press(page, next(2) === 0 ? "ArrowUp" : "ArrowDown", next(ROWS));
    await page.keyboard.press("Home");
    await press(page, "ArrowRight", COLUMN.enero - 1 + next(12));
    await page.keyboard.type(String(next(4)));
    await page.keyboard.press("Enter");
  }
}

async function versionOf(page: Page): Promise<number> {
  return ((await (await page.request.post("/api/marco", { data: {} })).json()) as { version: number }).version;
}
