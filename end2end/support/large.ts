// A plan of the size of a whole municipality: 60 units, 1,500 activities, 12,000 insumos; or of any other.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { environmentWith, told } from "./environment";
import { type Scene, type Server, startServer } from "./server";

const PLAN = ["--semilla", "7", "--unidades", "60"];

/** Makes the plan and serves it; `discard` takes both away. */
export async function startLarge(activities = 1_500, insumos = 8, scene: Scene = "formulacion"): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), "poi-large-"));
  const database = join(folder, "poi.sqlite");
  const size = ["--actividades", String(activities), "--insumos-por-actividad", String(insumos)];
  execFileSync(told("POI_BIN"), ["demo", "--escena", scene, ...PLAN, ...size], { env: environmentWith({ POI_DATABASE: `sqlite:${database}` }), stdio: "ignore" });
  const server = await startServer({ database });
  const discard = async () => {
    await server.discard();
    rmSync(folder, { recursive: true, force: true });
  };
  return { ...server, discard };
}
