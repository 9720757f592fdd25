// The approval of a plan that is still being formulated: what is missing, and what is refused.
import { COORDINADOR, TITULAR, enter } from "../support/people";
import { expect, test } from "../support/test";

test("what is missing is listed, and each opens where it is put right", async ({ page }) => {
  await enter(page, COORDINADOR, "/aprobacion");
  const missing = page.locator(".lista li");
  await expect(missing.filter({ hasText: "AEI.01.01" })).toBeVisible();
  await expect(missing.filter({ hasText: "por detallar" }).first()).toBeVisible();
  await expect(page.getByText("los registra el Titular del Pliego")).toBeVisible();
  await expect(page.getByRole("button", { name: "Registrar la aprobación del POI" })).toHaveCount(0);
  await missing.filter({ hasText: "AEI.01.01" }).getByRole("link").click();
  await expect(page).toHaveURL(/\/marco\?accion=/);
  await page.goBack();
  await missing.filter({ hasText: "por detallar" }).first().getByRole("link").click();
  await expect(page.getByRole("region", { name: "Detalle de la actividad" })).toBeVisible();
});

test("the Titular is told why it is refused, and what they wrote stays", async ({ page }) => {
  await enter(page, TITULAR, "/aprobacion");
  const acuerdo = page.getByRole("group", { name: "Acuerdo de Concejo" });
  const resolucion = page.getByRole("group", { name: "Resolución de Alcaldía" });
  await page.getByRole("button", { name: "Registrar la aprobación del POI" }).click();
  await expect(acuerdo.getByLabel("Número")).toHaveAccessibleDescription(/Escriba el número/);
  for (const [group, number] of [[acuerdo, "158-2016-MPH/CM"], [resolucion, "875-2016-MPH/A"]] as const) {
    await group.getByLabel("Número").fill(number);
    await group.getByLabel("Fecha").fill("2016-03-17");
  }
  await page.getByRole("button", { name: "Registrar la aprobación del POI" }).click();
  await expect(page.locator(".actos .field__error").last()).toContainText("indicador");
  await expect(acuerdo.getByLabel("Número")).toHaveValue("158-2016-MPH/CM");
});
