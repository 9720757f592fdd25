// The program comes in two parts: what opening Programación runs, and the rest.
import type { Page } from "@playwright/test";

import { EDITOR, enter } from "../support/people";
import { COLUMN, cell, rowsOf, settled, text } from "../support/sheet";
import { alive, expect, fresh as test } from "../support/test";

const REST = /\/pkg\/rest\.[0-9a-f]+\.wasm$/;

// The parts are to come over the network, where these tests hold them back.
test.use({ serviceWorkers: "block", expectedMessages: [/Service Worker registration blocked/] });

/** Holds back the rest that a page asks for behind its start; what cannot wait for it is answered. */
async function hold(page: Page): Promise<void> {
  await page.route(REST, (route) => (route.request().resourceType() === "xhr" ? route.continue() : undefined));
}

test("what needs the rest before it has come brings it", async ({ page }) => {
  await enter(page, EDITOR, "/");
  await hold(page);
  await page.goto("/programacion");
  await alive(page);
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
  test.use({ expectedMessages: [/ERR_FAILED|ERR_CONNECTION|Service Worker registration blocked/] });

  test("a page that needs both parts waits for them", async ({ page }) => {
    await enter(page, EDITOR, "/programacion");
    let requests = 0;
    await page.route(REST, (route) => {
      requests += 1;
      return requests === 1 ? route.abort() : route.continue();
    });
    await page.goto("/marco");
    await alive(page);
    expect(requests).toBe(2);
  });
});
