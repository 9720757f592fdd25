// The money of a unit counted again by SQL alone, as the summary tells it.
import { type Value, query } from "./sqlite";
import type { Shown } from "./summary";

const MONTHS = Array.from({ length: 12 }, (_, month) => month + 1);

const LINES = `
  SELECT i.rubro,
    CASE substr(i.clasificador || '.', 1, 6) WHEN '2.3.1.' THEN 'Bienes' WHEN '2.3.2.' THEN 'Servicios' ELSE 'Otros' END,
    ${MONTHS.map((month) => `i.s${month}`).join(", ")}
  FROM insumo i
    JOIN actividad a ON a.plan = i.plan AND a.id = i.actividad
    JOIN unidad u ON u.plan = a.plan AND u.id = a.unidad
  WHERE u.codigo = ? AND i.estado = 'Vigente' AND a.estado = 'Vigente'`;

const TECHOS = `
  SELECT t.rubro, COALESCE(t.aprobado, t.propuesto)
  FROM techo t JOIN unidad u ON u.plan = t.plan AND u.id = t.unidad
  WHERE u.codigo = ?`;

/** Lines whose months do not add up to price × annual quantity, half up. */
const MISRECKONED = `
  SELECT i.detalle FROM insumo i
  WHERE i.forma = 'PorCantidad' AND i.estado = 'Vigente'
    AND ${added("s")} <> (i.precio * (${added("q")}) + 500000) / 1000000`;

function added(column: "s" | "q"): string {
  return MONTHS.map((month) => `i.${column}${month}`).join(" + ");
}

/** The summary of a unit, from the file of a server that has ended. */
export async function recount(database: string, unidad: string): Promise<Shown> {
  const shown: Shown = { techo: 0n, programado: 0n, saldo: 0n, rubros: {}, tipos: {}, meses: MONTHS.map(() => 0n) };
  for (const [rubro, techo] of await query(database, TECHOS, [unidad])) {
    shown.techo += whole(techo);
    shown.rubros[String(rubro)] = { programado: 0n, techo: whole(techo), saldo: whole(techo) };
  }
  for (const [rubro, tipo, ...months] of await query(database, LINES, [unidad])) {
    const amounts = months.map(whole);
    const total = amounts.reduce((sum, amount) => sum + amount, 0n);
    const row = (shown.rubros[String(rubro)] ??= { programado: 0n, techo: 0n, saldo: 0n });
    row.programado += total;
    row.saldo -= total;
    shown.tipos[String(tipo)] = (shown.tipos[String(tipo)] ?? 0n) + total;
    shown.meses = shown.meses.map((sum, month) => sum + (amounts[month] ?? 0n));
    shown.programado += total;
  }
  shown.tipos["Total"] = shown.programado;
  shown.saldo = shown.techo - shown.programado;
  return shown;
}

/** Names of the lines, of any unit, whose stored months are not what price and quantities make. */
export async function misreckoned(database: string): Promise<Value[]> {
  return (await query(database, MISRECKONED)).map(([detalle]) => detalle ?? null);
}

function whole(value: Value | undefined): bigint {
  return BigInt(value ?? 0);
}
