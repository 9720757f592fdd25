// The program comes in two parts: what opening Programación runs, and the rest.
import type { Page, Route } from "@playwright/test";

import { EDITOR, enter } from "../support/people";
import { COLUMN, cell, rowsOf, settled, text } from "../support/sheet";
import { alive, expect, fresh as test } from "../support/test";

const REST = /\/pkg\/rest\.[0-9a-f]+\.wasm$/;

/** Holds back every request for the rest that the page does not wait for; answers how many came in all. */
async function hold(page: Page, answered: (request: number, route: Route) => unknown): Promise<() => number> {
  let requests = 0;
  await page.route(REST, (route) => {
    requests += 1;
    return answered(requests, route);
  });
  return () => requests;
}

test("opening Programación and typing a figure asks for nothing but its start", async ({ page }) => {
  await enter(page, EDITOR, "/");
  const requests = await hold(page, () => undefined);
  await page.goto("/programacion");
  await alive(page);
  await expect.poll(requests).toBe(1);
  await cell(rowsOf(page).first(), COLUMN.enero).click();
  await page.keyboard.type("7");
  await expect(page.locator(":focus")).toHaveValue("7");
  expect(requests(), "the start is out of date: `cargo xtask profile` records it anew").toBe(1);
});

test("what needs the rest before it has come brings it", async ({ page }) => {
  await enter(page, EDITOR, "/");
  const requests = await hold(page, (request, route) => (request === 1 ? undefined : route.continue()));
  await page.goto("/programacion");
  await alive(page);
  await expect.poll(requests).toBe(1);
  const january = cell(rowsOf(page).first(), COLUMN.enero);
  await january.click();
  await page.keyboard.type("24");
  await page.keyboard.press("Enter");
  await expect(text(january)).toHaveText("24");
  await settled(page);
  await page.unrouteAll();
  await page.reload();
  await expect(text(january)).toHaveText("24");
});

test.describe("over a bad connection", () => {
  test.use({ expectedMessages: [/ERR_FAILED|ERR_CONNECTION/] });

  test("a page that needs both parts waits for them", async ({ page }) => {
    await enter(page, EDITOR, "/programacion");
    const requests = await hold(page, (request, route) => (request === 1 ? route.abort() : route.continue()));
    await page.goto("/marco");
    await alive(page);
    expect(requests()).toBe(2);
  });
});
