// The schedule leaves for other programs, and the dates of one of them come back: first what
// they would change, then, if the person says so, one command and one undo.
import { readFile } from "node:fs/promises";

import type { Page } from "@playwright/test";

import { activity, expectDays } from "../support/gantt";
import { EDITOR, enter } from "../support/people";
import { settled } from "../support/sheet";
import { expect, fresh as test } from "../support/test";
import { checkpoint } from "../support/wire";

/** Of the first quarter. */
const MENORES = "Analizar el proceso de contrataciones menores a ocho UIT";

test.use({ expectedMessages: [/400/] });

async function openMenu(page: Page): Promise<void> {
  const menu = page.locator("summary", { hasText: "Exportar" });
  if (!(await menu.locator("..").evaluate((it) => (it as HTMLDetailsElement).open))) await menu.click();
}

/** What choosing this in the menu saves. */
async function saved(page: Page, name: string | RegExp): Promise<{ name: string; bytes: Buffer }> {
  await openMenu(page);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByText(name).click()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

async function bring(page: Page, text: string): Promise<void> {
  await openMenu(page);
  const file = { name: "fechas.xml", mimeType: "application/xml", buffer: Buffer.from(text) };
  await page.getByLabel("Leer fechas de MS Project…").setInputFiles(file);
}

/** The task of the file that is called so, with other days. */
function moved(xml: string, name: string, start: string, finish: string): string {
  const tasks = xml.split("<Task>");
  const at = tasks.findIndex((task) => task.includes(`<Name>${name}</Name>`));
  expect(at, `${name} is in the file`).toBeGreaterThan(0);
  tasks[at] = (tasks[at] ?? "")
    .replace(/<Start>[^<]*<\/Start>/, `<Start>${start}T08:00:00</Start>`)
    .replace(/<Finish>[^<]*<\/Finish>/, `<Finish>${finish}T17:00:00</Finish>`);
  return tasks.join("<Task>");
}

test("the dates of a file are tried first, and change the plan when one says so", async ({ page }) => {
  await enter(page, EDITOR, "/cronograma");
  await settled(page);
  const project = await saved(page, "MS Project (XML)");
  expect(project.name).toMatch(/\.xml$/);
  const xml = project.bytes.toString();
  const { version } = await checkpoint(page.request);

  await bring(page, xml);
  const dialog = page.getByRole("dialog", { name: "Fechas de MS Project" });
  await expect(dialog).toContainText("Todavía no se ha cambiado nada");
  await expect(dialog.getByRole("button", { name: "Cambiar 0 filas" })).toBeDisabled();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();

  await bring(page, moved(xml, MENORES, "2017-03-01", "2017-05-31"));
  await expect(dialog.getByRole("heading", { name: "Cambiarían" })).toBeVisible();
  await expect(dialog.getByRole("listitem").first()).toContainText(`${MENORES} ene–mar → mar–may`);
  expect((await checkpoint(page.request)).version, "trying changes nothing").toBe(version);
  // Its tasks kept their days in the file: those that would be left outside of it are told apart.
  await expect(dialog.getByRole("heading", { name: "No se pueden" })).toBeVisible();
  await dialog.getByRole("button", { name: "Cambiar 2 filas" }).click();
  await expectDays(page, MENORES, "2017-03-01", "2017-05-31");
  await page.keyboard.press("Control+z");
  await expectDays(page, MENORES, "2017-01-01", "2017-03-31");
});

test("what cannot be read, or does not fit, is told with its reason and changes nothing", async ({ page }) => {
  await enter(page, EDITOR, "/cronograma");
  await settled(page);
  const xml = (await saved(page, "MS Project (XML)")).bytes.toString();
  const before = await activity(page, MENORES);
  await bring(page, "esto no es un cronograma");
  await expect(page.getByRole("alert").filter({ hasText: /archivo/ })).toBeVisible();

  await bring(page, moved(xml, MENORES, "2016-11-01", "2017-01-31"));
  const dialog = page.getByRole("dialog", { name: "Fechas de MS Project" });
  await expect(dialog.getByRole("heading", { name: "No se pueden" })).toBeVisible();
  await expect(dialog.getByRole("listitem").first()).toContainText(MENORES);
  await expect(dialog.getByRole("button", { name: "Cambiar 0 filas" })).toBeDisabled();
  await page.keyboard.press("Escape");
  expect(await activity(page, MENORES)).toEqual(before);
});

test("the chart is saved as it is shown, as drawing and as picture", async ({ page }) => {
  await enter(page, EDITOR, "/cronograma");
  await settled(page);
  const drawing = await saved(page, "Imagen SVG");
  expect(drawing.name).toBe("cronograma-2017.svg");
  const svg = drawing.bytes.toString();
  expect(svg).toMatch(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  expect(svg).toContain(MENORES.slice(0, 20));
  const picture = await saved(page, "Imagen PNG");
  expect(picture.name).toBe("cronograma-2017.png");
  expect([...picture.bytes.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  expect(picture.bytes.readUInt32BE(16), "as wide as the chart").toBeGreaterThan(700);
});
