// Fields that are written in their place: the panel of an activity and the rows of the Marco.
import { type Locator, type Page, expect } from "@playwright/test";

import { alive } from "./test";
import { checkpoint } from "./wire";

export type Parte = "ficha" | "metas" | "tareas" | "insumos";

export function panelOf(page: Page): Locator {
  return page.getByRole("region", { name: "Detalle de la actividad" });
}

/** Opens one part of the panel of an activity, ready for gestures. */
export async function openPanel(page: Page, actividad: string, parte: Parte): Promise<Locator> {
  await page.goto(`/programacion?actividad=${actividad}&parte=${parte}`);
  await alive(page);
  await expect(panelOf(page)).toBeVisible();
  // The sheet of insumos is for reading until the plan has come.
  if (parte === "insumos") await expect(page.locator(".sync")).not.toContainText("Abriendo");
  return panelOf(page);
}

/** Writes a text and saves it, or chooses what a list calls so. */
export async function put(field: Locator, text: string): Promise<void> {
  if (await isList(field)) {
    await field.selectOption({ label: text });
  } else {
    await field.fill(text);
    await field.press("Control+Enter");
  }
}

/** The field is marked, keeps what was typed, and its description says why. */
export async function expectRefused(field: Locator, typed: string, sentence: string): Promise<void> {
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(field).toHaveAccessibleDescription(containing(sentence));
  if (await isList(field)) await expect(field.locator("option:checked")).toHaveText(typed);
  else await expect(field).toHaveValue(typed);
}

/** What is done in between leaves no entry in the plan. */
export async function unchanged(page: Page, act: () => Promise<void>): Promise<void> {
  const before = (await checkpoint(page.request)).version;
  await act();
  expect((await checkpoint(page.request)).version, "version of the plan").toBe(before);
}

function containing(sentence: string): RegExp {
  return new RegExp(sentence.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
}

function isList(field: Locator): Promise<boolean> {
  return field.evaluate((element) => element instanceof HTMLSelectElement);
}
