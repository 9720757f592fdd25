// What a browser keeps and cannot send from here, and the room it has to keep it in.
import { randomUUID } from "node:crypto";

import { expectSync, openTray } from "../support/offline";
import { EDITOR, enter } from "../support/people";
import { COLUMN, cell, rowsOf, settled, text, write } from "../support/sheet";
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

test("one's own unsent changes for another ejercicio are told, and wait", async ({ page }) => {
  await enter(page, EDITOR, "/programacion");
  await settled(page);
  const here = await session(page.request);
  const [known, unknown] = [randomUUID(), randomUUID()];
  const there = { ...here, plan: known, vigente: known, ejercicio: here.ejercicio - 1 };
  await keep(page, "people", `${here.persona}/${known}`, { sesion: there, miembros: [], device_day: 0 });
  await keep(page, "queue", [`${here.persona}/${known}`, 0, randomUUID()], {});
  await keep(page, "queue", [`${here.persona}/${known}`, 1, randomUUID()], {});
  await keep(page, "queue", [`${here.persona}/${unknown}`, 0, randomUUID()], {});
  await page.reload();
  await alive(page);
  await expect(page.locator(".tray > summary")).toContainText("Ver aviso");
  await openTray(page);
  const left = "En este equipo usted dejó";
  await expect(page.locator(".tray")).toContainText(
    `${left} 2 cambios sin enviar en el plan del ejercicio ${there.ejercicio}: se enviarán cuando abra ese ejercicio.`,
  );
  await expect(page.locator(".tray")).toContainText(
    `${left} un cambio sin enviar en el plan de otro ejercicio: se enviará cuando abra ese ejercicio.`,
  );
  await page.keyboard.press("Escape");
  await write(page, cell(rowsOf(page).first(), COLUMN.enero), "23");
  await expectSync(page, "Al día");
  await expect.poll(() => queued(page)).toBe(3);
});

test("one is told that room runs out before anything fails, and no longer once there is more", async ({ page, own, context }) => {
  const browser = await context.newCDPSession(page);
  const grant = (quotaSize: number) => browser.send("Storage.overrideQuotaForOrigin", { origin: own.url, quotaSize });
  await grant(40e6);
  await page.clock.install();
  await enter(page, EDITOR, "/programacion");
  await settled(page);
  await expect(page.locator(".tray > summary")).toContainText("Ver aviso");
  await openTray(page);
  const told = page.locator(".tray").getByText("A este equipo le queda poco espacio");
  await expect(told).toContainText("Guarde lo no enviado en un archivo y libere espacio.");
  await page.keyboard.press("Escape");
  await write(page, cell(rowsOf(page).first(), COLUMN.enero), "23");
  await settled(page);
  await expect(text(cell(rowsOf(page).first(), COLUMN.enero))).toHaveText("23");

  await grant(400e6);
  await page.clock.fastForward("05:01");
  await expect(page.locator(".tray > summary")).not.toContainText("Ver aviso");
});
