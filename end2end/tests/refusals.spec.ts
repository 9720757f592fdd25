// Past the pages: each bad input gets its sentence, and nothing else changes.
import { randomUUID } from "node:crypto";

import { ADMINISTRADOR, EDITOR } from "../support/people";
import { expect, fresh as test, signIn } from "../support/test";
import { type Row, checkpoint, post, send, target } from "../support/wire";

test.beforeEach(async ({ page }) => signIn(page, EDITOR.usuario, EDITOR.clave));

test("what a rule refuses changes nothing", async ({ page }) => {
  const before = await checkpoint(page.request);
  const own = before.actividades.find((row) => row.nombre === "Registro SIAF fase compromiso anual");
  if (!own) throw new Error("A.O.1 is not in the demonstration");
  const stranger = before.actividades.find((row) => row.unidad !== own.unidad);
  const cases: [unknown, RegExp][] = [
    [target(own.id, 1, january(own), 5_000), /Fraccion/],
    [target(own.id, 1, 10_000, 20_000), /CambioAjeno/],
    [target(stranger?.id ?? "", 1, null, 10_000), /SinPermiso|CambioAjeno/],
    [target(randomUUID(), 1, null, 10_000), /NoExiste/],
    [{ EditarActividad: { id: own.id, seen: { Predecesoras: [] }, nuevo: { Predecesoras: [own.id] } } }, /Ciclo/],
    ["AprobarTechos", /SinPermiso/],
  ];
  for (const [command, reason] of cases) {
    expect(JSON.stringify(await send(page, command))).toMatch(reason);
  }
  expect((await checkpoint(page.request)).version).toBe(before.version);
});

test("the tree of units has no circle, and no code twice", async ({ anotherBrowser }) => {
  const page = await anotherBrowser();
  await signIn(page, ADMINISTRADOR.usuario, ADMINISTRADOR.clave);
  const before = await checkpoint(page.request);
  const below = before.unidades.find((row) => row.superior && row.codigo);
  const above = before.unidades.find((row) => row.id === below?.superior);
  const twin = before.unidades.find((row) => row.codigo && row.id !== below?.id);
  const edit = (id: string | undefined, seen: unknown, nuevo: unknown): unknown => ({ EditarUnidad: { id, seen, nuevo } });
  const cases: [unknown, unknown][] = [
    [edit(above?.id, { Superior: above?.superior }, { Superior: below?.id }), "CicloDeUnidades"],
    [edit(below?.id, { Superior: below?.superior }, { Superior: below?.id }), "CicloDeUnidades"],
    [
      edit(below?.id, { Codigo: below?.codigo }, { Codigo: twin?.codigo }),
      { CodigoRepetido: { codigo: twin?.codigo, otra: twin?.nombre } },
    ],
  ];
  for (const [command, reason] of cases) expect(await send(page, command)).toEqual({ Rechazada: [reason] });
  expect((await checkpoint(page.request)).version).toBe(before.version);
});

test("what is no command is refused with a sentence", async ({ page }) => {
  const before = await checkpoint(page.request);
  const own = before.actividades[0]?.id ?? "";
  for (const command of [
    { VolarALaLuna: {} },
    target(own, 1, null, -1),
    target(own, 13, null, 1),
    target(own, 1, null, "doce"),
    target(own, 1, null, 1e29),
    null,
  ]) {
    const answer = await post(page.request, command);
    expect(answer.ok()).toBe(false);
    expect(await answer.text()).toMatch(/"code":"malformed".*El servidor no entendió el pedido/s);
  }
  expect((await checkpoint(page.request)).version).toBe(before.version);
});

test("a body over the limit is refused with a sentence", async ({ page }) => {
  // The server answers before it has read it all; a connection closed while still sending is tried again.
  await expect(async () => {
    const answer = await page.request.post("/api/enviar", { data: { envelope: "a".repeat(8_500_000) } });
    expect(answer.status()).toBe(413);
    expect(await answer.text()).toMatch(/"message":"[^"]*(grande|tamaño|límite|más de)/);
  }).toPass({ timeout: 20_000 });
});

test("the same command twice is carried out once", async ({ page }) => {
  const before = await checkpoint(page.request);
  const own = before.actividades.find((row) => row.nombre === "Registro SIAF fase compromiso anual");
  const now = january(own);
  const command = target(own?.id ?? "", 1, now, now === 240_000 ? 230_000 : 240_000);
  const id = randomUUID();
  const first = await (await post(page.request, command, id)).json();
  const second = await (await post(page.request, command, id)).json();
  expect(first).toEqual({ Aceptada: { version: before.version + 1 } });
  expect(second).toEqual(first);
  expect((await checkpoint(page.request)).version).toBe(before.version + 1);
});

test("a page of another site cannot write", async ({ page }) => {
  const answer = await page.request.post("/api/enviar", {
    headers: { "sec-fetch-site": "cross-site", origin: "https://otro.example" },
    data: { envelope: { id: randomUUID(), command: "AprobarTechos" } },
  });
  expect(answer.status()).toBe(403);
});

test("without a session nothing is read", async ({ playwright, baseURL }) => {
  const stranger = await playwright.request.newContext(baseURL === undefined ? {} : { baseURL });
  const plan = "00000000-0000-0000-0000-000000000000";
  for (const address of [`/api/plan/${plan}/checkpoint`, `/api/plan/${plan}/corriente`]) {
    expect((await stranger.get(address)).status()).toBe(401);
  }
  for (const name of ["programacion", "detalle", "marco", "inicio", "directorio", "enviar"]) {
    expect((await stranger.post(`/api/${name}`, { data: {} })).ok()).toBe(false);
  }
  await stranger.dispose();
});

/** What January holds now: other tests of the same server may have written it. */
function january(row: Row | undefined): number | null {
  return row?.meta?.meses[0] ?? null;
}
