// What a browser keeps and cannot send from here.
import { randomUUID } from "node:crypto";

import { expectSync, openTray } from "../support/offline";
import { EDITOR, enter } from "../support/people";
import { COLUMN, cell, rowsOf, settled, write } from "../support/sheet";
import { alive, expect, fresh as test } from "../support/test";
import { keep, queued } from "../support/vault";
import { session } from "../support/wire";

test("a kept change that this program cannot read is told, stays, and holds nothing back", async ({ page }) => {
  await enter(page, EDITOR, "/programacion");
  await settled(page);
  const { persona, plan } = await session(page.request);
  const id = randomUUID();
  const command = { DeOtroPrograma: { valor: 1 } };
  await keep(page, "queue", [`${persona}/${plan}`, 0, id], { place: 0, envelope: { id, command } });
  const told = page.locator(".tray").getByText("hay un cambio sin enviar que esta versión del programa no entiende");
  for (const value of ["23", "22"]) {
    await page.reload();
    await alive(page);
    await openTray(page);
    await expect(told).toBeVisible();
    await page.keyboard.press("Escape");
    await write(page, cell(rowsOf(page).first(), COLUMN.enero), value);
    await expectSync(page, "Al día");
    await expect.poll(() => queued(page)).toBe(1);
  }
});
