// The wire without the pages: what somebody could send who does not use them.
import type { APIRequestContext, APIResponse, Page } from "@playwright/test";
import { randomUUID } from "node:crypto";

export interface Row {
  id: string;
  nombre?: string;
  unidad?: string;
  codigo?: string;
  enunciado?: string;
  meta?: { meses: (number | null)[] };
}

export interface Activity extends Row {
  accion: string;
  indicador: object;
  ventana: { inicio: string; fin: string };
}

export interface Checkpoint {
  version: number;
  actividades: Activity[];
  unidades: (Row & { superior: string | null })[];
  objetivos: Row[];
  acciones: Row[];
  unidades_medida: Row[];
  insumos: Row[];
}

export type Answer = { Aceptada: { version: number } } | "SinCambio" | { Rechazada: unknown[] };

export interface Session {
  persona: string;
  plan: string;
  ejercicio: number;
}

/** Who is signed in, and on which plan. */
export async function session(request: APIRequestContext): Promise<Session> {
  return (await (await request.post("/api/sesion", { data: {} })).json()) as Session;
}

/** The plan as it is now, in the form a browser first takes it. */
export async function checkpoint(request: APIRequestContext): Promise<Checkpoint> {
  const { plan } = await session(request);
  const { version } = (await (await request.post("/api/marco", { data: {} })).json()) as { version: number };
  return (await (await request.get(`/api/plan/${plan}/checkpoint?reaching=${version}`)).json()) as Checkpoint;
}

/** Sends one command as it is, lawful or not. */
export function post(request: APIRequestContext, command: unknown, id = randomUUID()): Promise<APIResponse> {
  return request.post("/api/enviar", { data: { envelope: { id, command } } });
}

export async function send(page: Page, command: unknown): Promise<Answer> {
  return (await (await post(page.request, command)).json()) as Answer;
}

/** One target of an activity, in ten-thousandths. */
export function target(actividad: string, mes: number, seen: number | null, nueva: unknown): unknown {
  return { ProgramarMetas: [{ actividad, periodo: { Mes: mes }, seen, nueva }] };
}
