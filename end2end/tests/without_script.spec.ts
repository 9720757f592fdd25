// Without JavaScript: one signs in, and Programación is read.
import { EDITOR } from "../support/people";
import { expect, fresh as test, signIn } from "../support/test";

test.use({ javaScriptEnabled: false });

test("Programación is read without JavaScript", async ({ page }) => {
  await signIn(page, EDITOR.usuario, EDITOR.clave);
  await page.goto("/programacion");
  const sheet = page.getByRole("grid").first();
  await expect(sheet).toContainText("Registro SIAF fase compromiso anual");
  await expect(sheet).toContainText("1,480");
  await expect(page.getByText("Programado").first()).toBeVisible();
});

test("a wrong password is told in a sentence, without JavaScript", async ({ page }) => {
  await page.goto("/entrar");
  await page.getByLabel("Usuario").fill("editor");
  await page.getByLabel("Clave").fill("otra");
  await page.getByLabel("Clave").press("Enter");
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(page).toHaveURL(/\/entrar/);
});
