// The Marco estratégico as OPP writes it: what it does not take stays where it was typed,
// with the sentence that says why, and the plan is as it was.
import type { Locator, Page } from "@playwright/test";

import { expectRefused, put, unchanged } from "../support/panel";
import { ANALISTA, COORDINADOR, enter } from "../support/people";
import { settled } from "../support/sheet";
import { alive, expect, fresh as test, signIn } from "../support/test";
import { type Checkpoint, checkpoint } from "../support/wire";

test("what a row of the Marco does not take stays in its field, with the reason", async ({ page }) => {
  await signIn(page, COORDINADOR.usuario, COORDINADOR.clave);
  const plan = await checkpoint(page.request);
  const [objetivo, accion] = [coded(plan.objetivos, "OEI.01"), coded(plan.acciones, "AEI.01.01")];
  const taken = (codigo: string, rows: Checkpoint["acciones"]): string =>
    `El código ${codigo} ya lo tiene «${coded(rows, codigo).enunciado ?? ""}».`;
  const cases: [string, string, string, string][] = [
    [`objetivo=${objetivo.id}`, "Código", "OEI.02", taken("OEI.02", plan.objetivos)],
    [`objetivo=${objetivo.id}`, "Código", "", "El código del objetivo no puede quedar en blanco."],
    [`accion=${accion.id}`, "Código", "AEI.02.01", taken("AEI.02.01", plan.acciones)],
    [`accion=${accion.id}`, "Acción estratégica", "", "El enunciado de la acción estratégica no puede quedar en blanco."],
  ];
  await unchanged(page, async () => {
    for (const [row, label, typed, sentence] of cases) {
      await page.goto(`/marco?${row}`);
      await alive(page);
      const field = page.getByLabel(label, { exact: true });
      await put(field, typed);
      await expectRefused(field, typed, sentence);
    }
  });
});

test("a new row says beside each field what is wrong with it", async ({ page }) => {
  await enter(page, COORDINADOR, "/marco?nuevo=objetivo");
  const form = page.getByRole("region", { name: "Nuevo objetivo estratégico" });
  const [codigo, enunciado] = [form.getByLabel("Código"), form.getByLabel("Enunciado")];
  await unchanged(page, async () => {
    await codigo.fill("OEI.12");
    await form.getByRole("button", { name: "Agregar" }).click();
    await expectRefused(codigo, "OEI.12", "El código OEI.12 ya lo tiene «");
    await expectRefused(enunciado, "", "El enunciado del objetivo no puede quedar en blanco.");
  });
  await codigo.fill("OEI.13");
  await enunciado.fill("Recuperar el centro histórico.");
  await form.getByRole("button", { name: "Agregar" }).click();
  await expect(page.getByRole("region", { name: "OEI.13" })).toBeVisible();
});

test("what others stand on is not withdrawn, and one is told how much that is", async ({ page }) => {
  await signIn(page, COORDINADOR.usuario, COORDINADOR.clave);
  const plan = await checkpoint(page.request);
  const under = plan.actividades.filter((row) => row.accion === coded(plan.acciones, "AEI.01.01").id).length;
  const cases: [string, string][] = [
    [`objetivo=${coded(plan.objetivos, "OEI.03").id}`, "OEI.03 tiene 2 acciones estratégicas; pase lo que tiene a otro objetivo"],
    [`accion=${coded(plan.acciones, "AEI.01.01").id}`, `AEI.01.01 tiene ${under} actividades; pase lo que tiene a otra acción`],
  ];
  await unchanged(page, async () => {
    for (const [row, sentence] of cases) {
      await page.goto(`/marco?${row}`);
      await alive(page);
      await page.getByRole("button", { name: "Retirar del marco" }).click();
      await expect(page.getByRole("alert").filter({ hasText: sentence })).toBeVisible();
    }
  });
});

test("of two people on one row of the Marco, the second is told who and what, and chooses", async ({ page, anotherBrowser }) => {
  await enter(page, COORDINADOR, "/");
  const other = await anotherBrowser();
  await enter(other, ANALISTA, "/");
  const { id } = coded((await checkpoint(page.request)).objetivos, "OEI.01");
  const [mine, theirs] = [await statement(page, id), await statement(other, id)];
  await mine.fill("Objetivo, como lo escribe el coordinador.");
  await put(theirs, "Objetivo, como lo escribe el analista.");
  await settled(other);
  await expect(page.getByRole("row", { name: "Objetivo, como lo escribe el analista." })).toBeVisible();
  await unchanged(page, async () => {
    await mine.press("Control+Enter");
    const sentence = "Julián Medina Prado cambió el enunciado mientras usted escribía: ahora es Objetivo, como lo escribe el analista.";
    await expectRefused(mine, "Objetivo, como lo escribe el coordinador.", sentence);
  });
  await page.getByRole("button", { name: "Usar el mío" }).click();
  await expect(mine).not.toHaveAttribute("aria-invalid");
  await expect(theirs).toHaveValue("Objetivo, como lo escribe el coordinador.");
});

async function statement(page: Page, objetivo: string): Promise<Locator> {
  await page.goto(`/marco?objetivo=${objetivo}`);
  await alive(page);
  return page.getByLabel("Objetivo estratégico", { exact: true });
}

function coded<R extends { codigo?: string }>(rows: R[], codigo: string): R {
  const found = rows.find((row) => row.codigo === codigo);
  if (!found) throw new Error(`${codigo} is not in the demonstration`);
  return found;
}

test("a tree tells how deep each row is", async ({ page }) => {
  await enter(page, COORDINADOR, "/marco");
  const rows = page.getByRole("treegrid").getByRole("row", { level: 1 });
  await expect(rows).toHaveCount(12);
  await page.locator(".unit-picker__button").click();
  await expect(page.getByRole("treeitem", { level: 1 }).first()).toBeVisible();
});
